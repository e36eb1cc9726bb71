using OtpNet;
using SecureAccess.Proofing.Sources;

namespace SecureAccess.Journeys.Development;

/// <summary>A demo person with a ready account, and all that signing in as that person takes.</summary>
/// <param name="Name">The person's name.</param>
/// <param name="Account">The ready account.</param>
/// <param name="AppCode">What the person's authenticator app shows now; null without an app.</param>
public sealed record DemoSignIn(string Name, DemoAccount Account, string? AppCode);

/// <summary>The demo people with ready accounts, for the pages of Development; empty elsewhere.</summary>
public sealed class DemoPeopleList(
    DemoPeople people,
    IHostEnvironment environment,
    TimeProvider clock
)
{
    /// <summary>The people in the order of their file.</summary>
    public IReadOnlyList<DemoSignIn> ReadyToSignIn() =>
        environment.IsDevelopment()
            ?
            [
                .. people
                    .All.Where(person => person.Account is not null)
                    .Select(person => new DemoSignIn(
                        $"{person.GivenName} {person.FamilyName}",
                        person.Account!,
                        AppCodeOf(person.Account!)
                    )),
            ]
            : [];

    private string? AppCodeOf(DemoAccount account) =>
        account.AppSecret is null
            ? null
            : new Totp(Base32Encoding.ToBytes(account.AppSecret)).ComputeTotp(
                clock.GetUtcNow().UtcDateTime
            );
}
