using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Authenticators;
using SecureAccess.Persistence;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Tests.Failpoints;

/// <summary>What must hold of the messages: each arrived once, with a key of its own, and a change sent it.</summary>
internal static class AftermathOfMessages
{
    /// <summary>Finds what does not hold.</summary>
    public static async Task Find(
        Problems problems,
        IServiceProvider services,
        SecureAccessDbContext database,
        bool isRegisteredByApp,
        IReadOnlyCollection<Guid> early
    )
    {
        var post = await Post.Of(services);
        var arrived = post.Arrived.Select(message => message.Key).Concat(early).ToHashSet();
        problems.Unless(
            post.Arrived.Count == post.Arrived.DistinctBy(message => message.Key).Count(),
            "messages with the key of another one",
            0,
            post.Arrived.Count - post.Arrived.DistinctBy(message => message.Key).Count()
        );
        var orphans = arrived.Except(post.Written).Count();
        problems.Unless(orphans == 0, "messages that no change sent", 0, orphans);
        var lost = post.Written.Except(arrived).Count();
        problems.Unless(lost == 0, "messages that did not arrive", 0, lost);
        // Whoever adds the app a second time, not having seen the answer to the first, is told twice.
        foreach (
            var (subject, type) in new[]
            {
                ("Your Secure Access registration is complete", RegistrationEvents.Completed),
                (
                    "An authenticator app was added to your Secure Access account",
                    FactorEvents.AppAdded
                ),
            }
        )
        {
            var times = await database.Set<AuditEvent>().CountAsync(row => row.Type == type.Name);
            // An app that completed the registration is told of with it.
            times -= isRegisteredByApp && type == FactorEvents.AppAdded ? 1 : 0;
            var count = post.Arrived.Count(message => message.Message.Subject == subject);
            problems.Unless(count == times, $"messages \"{subject}\"", times, count);
        }
    }
}
