using SecureAccess.Accounts;
using SecureAccess.Codes;
using SecureAccess.Delivery;

namespace SecureAccess.Sessions.Recovering;

/// <summary>
/// The emails of a recovery, one to the outbox in any case: to who has the account, to who has none at the address that was typed, and
/// where neither may be told, one that ends before it leaves.
/// </summary>
public sealed class RecoveryMessages(
    MessageTexts texts,
    Outbox outbox,
    IConfiguration configuration,
    TimeProvider clock
)
{
    private const string RegisterPath = "register";

    /// <summary>The recovery code.</summary>
    /// <param name="target">To whom; null: to nobody.</param>
    /// <param name="name">The name as typed.</param>
    /// <param name="issued">The code.</param>
    /// <param name="leaves">Whether a message may leave now.</param>
    /// <param name="language">BCP 47 tag.</param>
    public void Code(
        RecoveryTarget? target,
        string name,
        IssuedCode issued,
        bool leaves,
        string language
    )
    {
        ArgumentNullException.ThrowIfNull(issued);
        Add(
            target is null
                ? null
                : texts.RecoveryCode(
                    target.Address,
                    language,
                    CodeKind.Recovery.Form.Show(issued.Code),
                    (int)CodeKind.Recovery.Lifetime.TotalMinutes,
                    issued.ExpiresAt
                ),
            name,
            leaves,
            language
        );
    }

    /// <summary>The forgotten username.</summary>
    /// <inheritdoc cref="Code" path="/param" />
    public void Username(RecoveryTarget? target, string name, bool leaves, string language) =>
        Add(
            target is null
                ? null
                : texts.UsernameReminder(
                    target.Address,
                    language,
                    target.Username,
                    AddressOf("sign-in"),
                    clock.GetUtcNow() + DeliveryRules.NoticeLifetime
                ),
            name,
            leaves,
            language
        );

    private void Add(OutgoingMessage? toOwner, string name, bool leaves, string language)
    {
        var now = clock.GetUtcNow();
        var address = EmailAddressRules.TryRead(name);
        var message =
            toOwner
            ?? texts.NoAccount(
                address ?? name,
                language,
                AddressOf(RegisterPath),
                now + DeliveryRules.NoticeLifetime
            );
        // What may not be sent takes its row in the outbox all the same, and is erased from it.
        outbox.Add(
            leaves && (toOwner is not null || address is not null)
                ? message
                : message with
                {
                    ExpiresAt = now,
                }
        );
    }

    private Uri AddressOf(string path) => new(new Uri(configuration["Issuer"]!), path);
}
