using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Journeys.Registration;

/// <summary>What forms get that were not filled in by a person in a browser.</summary>
internal static class BadInput
{
    /// <summary>Every page of registering and verifying.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        "/register",
        "/register/email",
        "/register/code",
        "/register/account",
        "/register/username",
        "/register/ended",
        "/register/done",
        "/verify/identity",
        "/verify/financial-account",
        "/verify/review",
        "/verify/not-confirmed",
        "/verify/phone",
        "/verify/code",
        "/verify/letter",
        "/verify/letter-code",
        "/verify/method",
        "/verify/app",
        "/verify/account-exists",
    ];

    /// <summary>Every address that takes a form.</summary>
    public static IReadOnlyList<string> Targets { get; } =
    [
        .. Pages,
        "/register?handler=Continue",
        "/register?handler=GoOn",
        "/register/code?handler=Resend",
        "/verify/code?handler=Resend",
        "/verify/letter-code?handler=Resend",
    ];

    /// <summary>The steps at which a person may stop, by their pages.</summary>
    public static IReadOnlyList<string> Steps { get; } =
    [
        "/register/email",
        "/register/code",
        "/register/account",
        "/verify/identity",
        "/verify/financial-account",
        "/verify/review",
        "/verify/phone",
        "/verify/code",
        "/verify/letter-code",
        "/verify/method",
        "/verify/app",
        "/verify/account-exists",
        "/register/username",
        "/register/done",
    ];

    /// <summary>Texts that are no answer to anything.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "",
        "   ",
        new('x', 5_000),
        "a\u0001\u001b\u007f",
        "line\r\nfeed",
        "Žofie-Ωмарія-🔑",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "{{7*7}}${7*7}",
        "a\ufffeb",
        "\u202egnp.exe",
    ];

    /// <summary>The fields of the page's main form.</summary>
    public static IReadOnlyList<string> FieldsOf(Browser browser) =>
        [
            .. browser
                .Page.QuerySelectorAll(
                    "main form:has(button.usa-button) [name]:not([type='hidden'])"
                )
                .Select(field => field.GetAttribute("name")!)
                .Distinct(),
        ];

    /// <summary>Walks to a step, with a person who can be there.</summary>
    public static async Task<Browser> At(SecureAccessHost host, string step)
    {
        var linda = Registrant.Of("linda-moore");
        if (step == "/verify/account-exists")
        {
            await host.Walk(linda, "/register/done");
        }

        if (step is "/verify/letter-code" or "/verify/method" or "/verify/app")
        {
            return await host.WalkByLetter(linda, step, "app");
        }

        return await host.Walk(
            step switch
            {
                "/verify/account-exists" => linda with
                {
                    Email = "b@example.net",
                    Username = "second",
                },
                "/register/username" => linda with { Username = null },
                _ => linda,
            },
            step
        );
    }
}
