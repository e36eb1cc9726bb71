using OtpNet;
using SecureAccess.Proofing.Sources;

namespace SecureAccess.Journeys.Development;

/// <summary>A demo person with a ready account, and all that signing in as that person takes.</summary>
/// <param name="Name">The person's name.</param>
/// <param name="Account">The ready account.</param>
/// <param name="AppCode">What the person's authenticator app shows now; null without an app.</param>
public sealed record DemoSignIn(string Name, DemoAccount Account, string? AppCode);

/// <summary>A demo person without an account, and what registering as that person takes.</summary>
/// <param name="Person">What the sources know of the person.</param>
/// <param name="Activated">The numbers of the person's phones that someone's ready account has activated already (R21).</param>
public sealed record DemoRecord(DemoPerson Person, IReadOnlySet<string?> Activated);

/// <summary>The demo people for the pages of Development; nobody elsewhere.</summary>
public sealed class DemoPeopleList(
    DemoPeople people,
    IHostEnvironment environment,
    TimeProvider clock
)
{
    /// <summary>Those with a ready account, in the order of their file.</summary>
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

    /// <summary>Those without one, who may register, in the order of their file.</summary>
    public IReadOnlyList<DemoRecord> ReadyToRegister() =>
        environment.IsDevelopment()
            ?
            [
                .. people
                    .All.Where(person => person.Account is null)
                    .Select(person => new DemoRecord(
                        person,
                        person
                            .Phones.Select(phone => phone.Number)
                            .Intersect(people.All.Select(other => other.Account?.TextTo))
                            .ToHashSet()
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
