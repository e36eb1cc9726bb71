using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Authenticators;
using SecureAccess.Delivery;
using SecureAccess.Keys;
using SecureAccess.Persistence;
using SecureAccess.Sessions;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Sessions;

/// <summary>Sessions against a real database; a class per engine below.</summary>
public abstract class SessionsCases : EngineCases
{
    private const string Cookie = "secureaccess-session";
    private Guid account;
    private RoomsBrowser browser = null!;

    protected override async Task Prepare()
    {
        account = await Rooms.Account();
        browser = new RoomsBrowser(Rooms);
    }

    // Fails when: a session lives on after 30 minutes without a request, or ends before.
    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [Trait("Requirement", "D17")]
    public async Task A_session_ends_after_30_idle_minutes(int seconds, bool lives)
    {
        await SignIn(browser);
        Rooms.Clock.Advance(TimeSpan.FromMinutes(30) + TimeSpan.FromSeconds(seconds));
        (await Current(browser) is not null).ShouldBe(lives);
    }

    // Fails when: activity keeps a session alive beyond 12 hours, or it ends before.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task A_session_ends_after_12_hours_however_busy()
    {
        await SignIn(browser);
        var end = Rooms.Clock.GetUtcNow().AddHours(12);
        while (Rooms.Clock.GetUtcNow() < end.AddMinutes(-20))
        {
            Rooms.Clock.Advance(TimeSpan.FromMinutes(20));
            (await Current(browser)).ShouldNotBeNull();
        }

        Rooms.Clock.SetUtcNow(end.AddSeconds(-1));
        (await Current(browser)).ShouldNotBeNull();
        Rooms.Clock.SetUtcNow(end);
        (await Current(browser)).ShouldBeNull();
    }

    // Fails when: the idle time is written at every request (one write a minute at most).
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task The_idle_time_is_written_once_a_minute_at_most()
    {
        await SignIn(browser);
        var begin = Rooms.Clock.GetUtcNow();
        Rooms.Clock.Advance(TimeSpan.FromSeconds(59));
        await Current(browser);
        (await Row()).LastSeenAt.ShouldBe(begin);
        Rooms.Clock.Advance(TimeSpan.FromSeconds(1));
        await Current(browser);
        (await Row()).LastSeenAt.ShouldBe(begin.AddMinutes(1));
    }

    // Fails when: a factor leaves the session's key as it was (fixation), or the sid changes with it, or the sid is the key.
    [Fact]
    [Trait("Requirement", "D17")]
    [Trait("Threat", "Session-theft-and-fixation")]
    public async Task The_key_changes_at_each_step_up_and_the_sid_never()
    {
        await EnterPassword(browser);
        var (afterPassword, sid) = (browser.Cookies[Cookie], (await Row()).Sid);
        await EnterCode(browser);
        var afterCode = browser.Cookies[Cookie];
        afterCode.ShouldNotBe(afterPassword);
        await EnterPassword(browser);
        browser.Cookies[Cookie].ShouldNotBe(afterCode);

        (await Row()).Sid.ShouldBe(sid);
        sid.ShouldNotBe(afterCode);
        var thief = new RoomsBrowser(Rooms);
        thief.Cookies[Cookie] = afterPassword;
        (await Current(thief)).ShouldBeNull();
    }

    // Fails when: a cookie that the server did not make becomes a session's key.
    [Fact]
    [Trait("Requirement", "D17")]
    [Trait("Threat", "Session-theft-and-fixation")]
    public async Task A_planted_cookie_never_becomes_a_session()
    {
        var planted = new string('A', 43);
        browser.Cookies[Cookie] = planted;
        (await Current(browser)).ShouldBeNull();
        await SignIn(browser);
        browser.Cookies[Cookie].ShouldNotBe(planted);
    }

    // Fails when: the key itself is in the database.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task Only_a_hash_of_the_key_is_stored()
    {
        await SignIn(browser);
        var key = browser.Cookies[Cookie];
        (await Row()).KeyHash.ShouldBe(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key))
        );
    }

    // Fails when: an ended session goes on anywhere, in this browser or with a copied cookie.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task An_ended_session_stops_at_once()
    {
        await SignIn(browser);
        var copy = new RoomsBrowser(Rooms);
        copy.Cookies[Cookie] = browser.Cookies[Cookie];
        await browser.Request(
            async (scope, http) =>
            {
                await scope
                    .GetRequiredService<SignInSessions>()
                    .EndCurrent(http, CancellationToken.None);
                return true;
            }
        );
        browser.Cookies.ShouldNotContainKey(Cookie);
        (await Current(copy)).ShouldBeNull();
    }

    // Fails when: "end everywhere" leaves a session of the account alive, or ends another account's.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task Ending_all_ends_every_session_of_the_account_and_no_other()
    {
        await Rooms.Account("james.carter", "+16145550117");
        var second = new RoomsBrowser(Rooms);
        var stranger = new RoomsBrowser(Rooms);
        await SignIn(browser);
        Rooms.Clock.Advance(TimeSpan.FromSeconds(60));
        await SignIn(second);
        await SignIn(stranger, "james.carter");
        await Rooms.In(scope =>
            scope
                .GetRequiredService<SignInSessions>()
                .EndAll(account, "test", CancellationToken.None)
        );
        (await Current(browser)).ShouldBeNull();
        (await Current(second)).ShouldBeNull();
        (await Current(stranger)).ShouldNotBeNull();
    }

    // Fails when: a password alone makes a session that counts as signed in (D18).
    [Fact]
    [Trait("Requirement", "R3")]
    [Trait("Requirement", "D18")]
    public async Task After_the_password_the_second_factor_is_still_missing()
    {
        await EnterPassword(browser);
        (await Current(browser))!.Session.SecondFactorAt.ShouldBeNull();
        (await Step(browser)).ShouldBe(SignInStep.Method);
        await EnterCode(browser);
        (await Current(browser))!.Session.SecondFactorAt.ShouldBe(Rooms.Clock.GetUtcNow());
        (await Step(browser)).ShouldBe(SignInStep.Done);
    }

    // Fails when: a sign-in by email address does not lead to the account, or case matters.
    [Theory]
    [InlineData("maria.lopez")]
    [InlineData("MARIA.LOPEZ")]
    [InlineData("maria.lopez@example.org")]
    [InlineData(" Maria.Lopez@Example.org ")]
    [Trait("Requirement", "R3")]
    public async Task A_username_or_a_confirmed_address_signs_in(string name) =>
        (
            await TryPassword(browser, name, Testing.Rooms.Password)
        ).ShouldBeOfType<PasswordResult.Accepted>();

    // Fails when: the answer to a wrong password differs from that to an unknown name, at any try.
    [Fact]
    [Trait("Requirement", "D4")]
    [Trait("Threat", "Credential-stuffing")]
    public async Task Known_and_unknown_names_get_the_same_answers_try_by_try()
    {
        var known = new List<PasswordResult>();
        var unknown = new List<PasswordResult>();
        for (var i = 0; i < 8; i++)
        {
            known.Add(await TryPassword(browser, "maria.lopez", "wrong"));
            unknown.Add(await TryPassword(browser, "nobody.here", "wrong"));
            Rooms.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        unknown.Select(Kind).ShouldBe(known.Select(Kind));
        known.ShouldContain(result => result is PasswordResult.Wait);

        string Kind(PasswordResult result) => result.GetType().Name;
    }

    // Fails when: a stranger's delay is counted by account, and so tells that a username and an address lead to the same one.
    [Fact]
    [Trait("Requirement", "D4")]
    [Trait("Threat", "Credential-stuffing")]
    public async Task A_strangers_delay_does_not_tie_an_address_to_a_username()
    {
        for (var i = 0; i < 5; i++)
        {
            await TryPassword(browser, "maria.lopez", "wrong");
        }

        (await TryPassword(browser, "maria.lopez", "wrong")).ShouldBeOfType<PasswordResult.Wait>();
        (
            await TryPassword(browser, "maria.lopez@example.org", "wrong")
        ).ShouldBeOfType<PasswordResult.Refused>();
    }

    // Fails when: a stranger's failures keep the owner out of the browser that the owner used before.
    [Fact]
    [Trait("Requirement", "D4")]
    [Trait("Threat", "Lockout-as-an-attack")]
    public async Task A_strangers_wrong_passwords_do_not_keep_the_owner_out()
    {
        await SignIn(browser);
        for (var i = 0; i < 120; i++)
        {
            await TryPassword(new RoomsBrowser(Rooms, $"198.51.100.{i}"), "maria.lopez", "wrong");
        }

        (
            await TryPassword(
                new RoomsBrowser(Rooms, "198.51.100.222"),
                "maria.lopez",
                Testing.Rooms.Password
            )
        ).ShouldBeOfType<PasswordResult.Refused>();
        await SignIn(browser);
        (await Step(browser)).ShouldBe(SignInStep.Done);
    }

    // Fails when: re-authentication can change the account of a session.
    [Fact]
    public async Task Signing_in_again_is_for_the_same_account()
    {
        await Rooms.Account("james.carter", "+16145550117", password: "quiet river stones");
        await SignIn(browser);
        (
            await TryPassword(browser, "james.carter", "quiet river stones")
        ).ShouldBeOfType<PasswordResult.Refused>();
        (await Current(browser))!.Session.AccountId.ShouldBe(account);
    }

    // Fails when: a disabled account's session goes on, or it can sign in.
    [Fact]
    public async Task A_disabled_account_is_out_at_once()
    {
        await SignIn(browser);
        var now = Rooms.Clock.GetUtcNow();
        await Rooms.In(scope =>
            scope
                .GetRequiredService<SecureAccessDbContext>()
                .Set<SecureAccess.Accounts.Account>()
                .Where(row => row.Id == account)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.DisabledAt, now))
        );
        (await Current(browser)).ShouldBeNull();
        (
            await TryPassword(new RoomsBrowser(Rooms), "maria.lopez", Testing.Rooms.Password)
        ).ShouldBeOfType<PasswordResult.Refused>();
    }

    private async Task SignIn(RoomsBrowser who, string name = "maria.lopez")
    {
        await EnterPassword(who, name);
        await EnterCode(who);
    }

    private async Task EnterPassword(RoomsBrowser who, string name = "maria.lopez") =>
        (
            await TryPassword(who, name, Testing.Rooms.Password)
        ).ShouldBeOfType<PasswordResult.Accepted>();

    private static Task<PasswordResult> TryPassword(
        RoomsBrowser who,
        string name,
        string password
    ) =>
        who.Request<PasswordResult, PasswordSignIn>(
            (signIn, http) =>
                signIn.Attempt(http, name, new SecretText(password), null, CancellationToken.None)
        );

    private async Task EnterCode(RoomsBrowser who)
    {
        var signedIn = (await Current(who))!;
        await who.Request<ChooseResult, SecondFactorSignIn>(
            (signIn, http) => signIn.Choose(http, signedIn, "text", "en", CancellationToken.None)
        );
        await Rooms.In(scope =>
            scope.GetRequiredService<OutboxSender>().DeliverDue(CancellationToken.None)
        );
        var received = await Rooms.In(scope =>
            scope.GetRequiredService<DevelopmentInbox>().Read(null, null, CancellationToken.None)
        );
        var entered = await who.Request<EntryResult, SecondFactorSignIn>(
            (signIn, http) =>
                signIn.Enter(http, signedIn, received[0].Message.Code, null, CancellationToken.None)
        );
        entered.ShouldBeOfType<EntryResult.Accepted>();
    }

    private static Task<SignedIn?> Current(RoomsBrowser who) =>
        who.Request<SignedIn?, CurrentSession>(
            (current, http) => current.Load(http, CancellationToken.None)
        );

    private static Task<SignInStep> Step(RoomsBrowser who) =>
        who.Request<SignInStep, NextStep>(
            (next, http) => next.Of(http, null, null, CancellationToken.None)
        );

    private Task<Session> Row() =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<SecureAccessDbContext>()
                .Set<Session>()
                .AsNoTracking()
                .SingleAsync()
        );
}
