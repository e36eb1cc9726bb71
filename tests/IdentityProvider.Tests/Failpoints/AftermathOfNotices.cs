using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Authenticators;
using SecureAccess.Persistence;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Tests.Failpoints;

/// <summary>What must hold of notices: each address that is told of something is told as often as it happened.</summary>
internal static class AftermathOfNotices
{
    private static readonly (string Subject, AuditEventType Type)[] Notices =
    [
        ("A letter with your Secure Access activation code is on its way", FactorEvents.LetterSent),
        ("Your Secure Access password was changed", AccountEvents.PasswordChanged),
        ("Your Secure Access account was secured", RecoveryEvents.Secured),
        (
            "Your lost phone or app was removed from your Secure Access account",
            FactorEvents.Removed
        ),
        ("Your Secure Access username", RecoveryEvents.UsernameAsked),
        ("Your e-Services account and your Secure Access account were joined", JoinEvents.Merged),
        ("Your two Secure Access accounts were joined", JoinEvents.Joined),
    ];

    /// <summary>Finds what does not hold.</summary>
    public static async Task Find(
        Problems problems,
        IServiceProvider services,
        SecureAccessDbContext database
    )
    {
        var post = await Post.Of(services);
        foreach (var (subject, type) in Notices)
        {
            var times = await database.Set<AuditEvent>().CountAsync(row => row.Type == type.Name);
            var told = post
                .Arrived.Where(message => message.Message.Subject == subject)
                .GroupBy(message => message.Message.To)
                .Select(group => group.Count())
                .DefaultIfEmpty(0);
            foreach (var count in told)
            {
                problems.Unless(count == times, $"messages \"{subject}\"", times, count);
            }
        }
    }
}
