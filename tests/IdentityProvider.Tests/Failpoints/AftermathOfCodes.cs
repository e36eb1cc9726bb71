using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Codes;
using SecureAccess.Persistence;

namespace SecureAccess.Tests.Failpoints;

/// <summary>What must hold of the codes: the message of each arrived, and none that was accepted is accepted again (D2).</summary>
internal static class AftermathOfCodes
{
    /// <summary>Finds what does not hold.</summary>
    /// <param name="problems">Where it is noted.</param>
    /// <param name="services">A scope of the host.</param>
    /// <param name="database">Its database.</param>
    /// <param name="entered">The codes that were entered.</param>
    /// <param name="since">When the journey began: what was consumed before it is another matter.</param>
    public static async Task Find(
        Problems problems,
        IServiceProvider services,
        SecureAccessDbContext database,
        IReadOnlyCollection<string> entered,
        DateTimeOffset since = default
    )
    {
        var rows = await database.Set<OneTimeCode>().AsNoTracking().ToListAsync();
        var post = await Post.Of(services);
        var silent = rows.Count(row =>
            !post.Arrived.Any(message =>
                message.Message.Code is not null
                && message.Message.ExpiresAt == row.ExpiresAt
                && message.Message.Body.Contains($"{NameOf(row)} code", StringComparison.Ordinal)
            )
        );
        problems.Unless(silent == 0, "codes whose message did not arrive", 0, silent);
        var sent = post.Arrived.Count(message => message.Message.Code is not null);
        problems.Unless(sent == rows.Count, "messages with a code", rows.Count, sent);

        var codes = services.GetRequiredService<OneTimeCodes>();
        var used = rows.Where(row => row.ConsumedAt >= since).ToList();
        foreach (var consumed in used)
        {
            var others = used.Count(row =>
                (row.Owner, row.Kind, row.Binding)
                == (consumed.Owner, consumed.Kind, consumed.Binding)
            );
            problems.Unless(
                others == 1,
                $"consumed {consumed.Kind} codes of one purpose",
                1,
                others
            );
            var kind = CodeKind.All.Single(kind => kind.Name == consumed.Kind);
            foreach (var code in entered.Where(code => kind.Form.TryRead(code, out _)))
            {
                // Whatever it was sent to: of this purpose there is nothing left to be entered.
                var entry = await codes.Verify(
                    new CodePurpose(kind, consumed.Owner, "", consumed.Binding),
                    code,
                    CancellationToken.None
                );
                problems.Unless(
                    entry == CodeEntry.NoLiveCode,
                    $"entries of a used {kind.Name} code that are refused",
                    1,
                    0
                );
            }
        }
    }

    // R22: a letter brings an activation code too.
    private static string NameOf(OneTimeCode code) =>
        code.Kind == CodeKind.MailedActivation.Name ? CodeKind.Activation.Name : code.Kind;
}
