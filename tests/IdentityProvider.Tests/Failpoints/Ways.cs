using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Journeys.Recovery;
using SecureAccess.Tests.Journeys;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Failpoints;

/// <summary>The journeys of those who have been here, and of those who wait for a letter.</summary>
internal static class Ways
{
    private static readonly Registrant Linda = Registrant.Of("linda-moore");
    private static readonly Registrant Business = Registrant.Of("business-phone");

    // Every session has ended (D17), and the inbox still holds what came before.
    private static readonly TimeSpan UntilTheLetterComes = TimeSpan.FromHours(13);

    private static readonly string EServicesRow =
        $"linda.ea,Linda,Moore,{Linda.TaxpayerNumber},practice@example.com,preparer\n";

    /// <summary>The people of the journeys, as a file for the sources.</summary>
    public static string People { get; } = $"[{Linda},{Business}]";

    /// <summary>Each by its name.</summary>
    public static IReadOnlyDictionary<string, Journey> All { get; } =
        new Dictionary<string, Journey>
        {
            ["phone by letter"] = ByLetter("text") with { Offset = 1 },
            ["app by letter"] = ByLetter("app") with { Phones = 0, Apps = 1, Offset = 2 },
            ["merge at sign-in"] = new Journey(Linda, [Goal.ToTheTool])
            {
                Prepare = async host =>
                {
                    await Register(host);
                    await host.Import(EServicesRow);
                },
                Joins = 1,
                RetiredNames = 1,
                EndsSessions = true,
                Offset = 6,
            },
            ["kept username"] = new Journey(Linda with { Username = null }, [Goal.Registered])
            {
                Prepare = host => host.Import(EServicesRow),
                FirstCommit = "VerifiedIdentities",
                Joins = 1,
            },
            ["two personal accounts"] = new Journey(Linda, [Goal.ToTheTool])
            {
                Prepare = async host =>
                {
                    await Register(host);
                    await host.Walk(
                        Linda with
                        {
                            Email = "second@example.net",
                            Username = "second.name",
                        },
                        "/verify/account-exists"
                    );
                },
                Joins = 1,
                RetiredNames = 1,
                Offset = 2,
            },
            ["password must change"] = new Journey(Linda, [Goal.ToTheTool])
            {
                Prepare = async host =>
                {
                    await Register(host);
                    var id = (await host.AccountOf(Linda.Email))!.Id;
                    await host.Do(services =>
                        services
                            .GetRequiredService<SecureAccount>()
                            .PasswordIsKnown(id, CancellationToken.None)
                    );
                },
                EndsSessions = true,
                Offset = 3,
            },
            ["forgotten password"] = new Journey(
                Linda,
                [Goal.On("/recover/done", "/recover/password"), Goal.ToTheTool]
            )
            {
                Prepare = Register,
                EndsSessions = true,
            },
            ["forgotten username"] = new Journey(
                Linda,
                [
                    new Goal(
                        "/recover/username",
                        at =>
                            at.Path() == "/recover/username"
                            && at.Page.QuerySelector("main a.usa-button") is not null
                    ),
                    Goal.ToTheTool,
                ]
            )
            {
                Prepare = Register,
                Offset = 1,
            },
            ["this was not me"] = new Journey(
                Linda,
                [Goal.On("/recover/secured", "/recover/not-me"), Goal.ToTheTool]
            )
            {
                Prepare = Register,
                EndsSessions = true,
                Offset = 2,
            },
            ["lost phone, with the password"] = Lost("/sign-in", "text"),
            ["lost phone, with the mailbox"] = Lost("/recover/phone", "app") with
            {
                Phones = 0,
                Apps = 1,
                Offset = 2,
            },
        };

    private static Journey ByLetter(string method) =>
        new(
            Business,
            [
                Goal.On("/verify/letter-code", Goal.Registered.From) with
                {
                    Again = Goal.Registered.Again,
                },
                Goal.ToTheTool with
                {
                    Later = UntilTheLetterComes,
                    InAnotherBrowser = true,
                },
            ]
        )
        {
            ByLetter = method,
            FirstCommit = "ActivationLetters",
            Letters = 1,
        };

    private static Journey Lost(string from, string method) =>
        new(
            Linda,
            [
                Goal.On("/verify/letter-code", from) with
                {
                    LostFactor = true,
                },
                new Goal(
                    from,
                    at => at.Path() is "/recover/replaced" or "/" || Goal.ToTheTool.IsReached(at)
                )
                {
                    Later = UntilTheLetterComes,
                    InAnotherBrowser = true,
                    LostFactor = true,
                },
                Goal.ToTheTool with
                {
                    InAnotherBrowser = true,
                    LostFactor = true,
                },
            ]
        )
        {
            Prepare = Register,
            ByLetter = method,
            Letters = 1,
            EndsSessions = true,
        };

    private static Task<Browser> Register(SecureAccessHost host) =>
        host.Walk(Linda, "", Visitor.From("own", "&prompt=create"));
}
