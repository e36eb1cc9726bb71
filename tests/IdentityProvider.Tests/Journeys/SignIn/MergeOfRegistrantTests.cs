using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;
using OpenRegistration = SecureAccess.Sessions.Registering.Registration;

namespace SecureAccess.Tests.Journeys.SignIn;

/// <summary>The merge at the end of a registration (R8, D14): of who ticked "I already have an e-Services username", and of who did not.</summary>
public sealed class MergeOfRegistrantTests
{
    private const string EServices = "linda.ea";
    private static readonly Registrant Linda = Registrant.Of("linda-moore");
    private static readonly Registrant Ticked = Linda with { Username = null };
    private static readonly string Row =
        $"{EServices},Linda,Moore,{Linda.TaxpayerNumber},practice@example.com,preparer\n";

    // Fails when: who ticked is not asked before choosing a username, has to choose one, or does not come back to the tool.
    [Fact, Trait("Requirement", "R8"), Trait("Requirement", "R6"), Trait("Requirement", "D14")]
    public async Task Who_ticked_gets_the_e_Services_username_by_confirming_and_goes_on_to_the_tool()
    {
        await using var host = await RegistrationWalk.Host();
        await host.Import(Row);
        var walk = new RegistrationWalk(host, Ticked);
        var browser = host.NewBrowser();

        await walk.To(browser, Merges.Page, Visitor.From("own", "&prompt=create"));

        walk.Answered[^1].ShouldBe("/verify/code");
        browser.MainText.ShouldContain(EServices);
        browser.MainText.ShouldNotContain("is retired");
        await walk.GoOnTo(browser, "");
        browser.SentTo!.Host.ShouldBe("own.example");
        walk.Answered.ShouldNotContain("/register/username");
        (await host.AccountOf(Linda.Email))!.UserName.ShouldBe(EServices);
        (await host.Count<OpenRegistration>()).ShouldBe(0);
    }

    // Fails when: who ticked and says "This is not me" cannot choose a username.
    [Fact, Trait("Requirement", "D14")]
    public async Task Who_ticked_and_declines_chooses_a_username()
    {
        await using var host = await RegistrationWalk.Host();
        await host.Import(Row);
        var walk = new RegistrationWalk(host, Ticked);
        var browser = await walk.To(host.NewBrowser(), Merges.Page);

        await browser.SubmitForm(Merges.NotMe);

        await walk.GoOnTo(browser, "/register/username");
        await browser.Submit(("username", EServices));
        browser
            .ErrorBeside("username")
            .ShouldBe("This username is not available. Choose another one.");
        await walk.GoOnTo(browser, "/register/done");
        (await host.AccountOf(Linda.Email))!.UserName.ShouldBe("chosen.later");
    }

    // Fails when: who did not tick is not asked, or the username chosen while registering outlives the merge.
    [Fact, Trait("Requirement", "R8"), Trait("Requirement", "D14")]
    public async Task Who_did_not_tick_is_asked_as_well()
    {
        await using var host = await RegistrationWalk.Host();
        await host.Import(Row);
        var walk = new RegistrationWalk(host, Linda);
        var browser = await walk.To(host.NewBrowser(), Merges.Page);
        browser.MainText.ShouldContain($"The username {Linda.Username} is retired for ever.");

        await browser.Submit();

        browser.Path().ShouldBe(Merges.Merged);
        (await host.AccountOf(Linda.Email))!.UserName.ShouldBe(EServices);
        (
            await host.In(database =>
                database.Set<TakenUsername>().SingleAsync(name => name.Name == "NEW.PERSON")
            )
        ).RetiredAt.ShouldNotBeNull();
    }

    // Fails when: an e-Services username can be registered by who types it, or is told apart from a used one.
    [Fact, Trait("Requirement", "D14"), Trait("Requirement", "D21")]
    public async Task An_e_Services_username_typed_while_registering_is_simply_not_available()
    {
        await using var host = await RegistrationWalk.Host();
        await host.Import(Row);
        var browser = await host.Walk(Linda, "/register/account");

        await browser.Submit(("username", EServices), ("password", Linda.Password));

        browser
            .ErrorBeside("username")
            .ShouldBe("This username is not available. Choose another one.");
    }
}
