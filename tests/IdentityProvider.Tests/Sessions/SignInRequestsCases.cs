using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Persistence;
using SecureAccess.Sessions;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Sessions;

/// <summary>Stored sign-in requests against a real database; a class per engine below.</summary>
[Trait("Threat", "Sign-in-request-confusion")]
public abstract class SignInRequestsCases : EngineCases
{
    private const string Parameters =
        """{"client_id":"tin-matching","login_hint":"maria@example.org"}""";
    private RoomsBrowser browser = null!;

    protected override Task Prepare()
    {
        browser = new RoomsBrowser(Rooms);
        return Task.CompletedTask;
    }

    // Fails when: a request's address alone is enough in another browser.
    [Fact]
    public async Task A_request_of_another_browser_is_not_found()
    {
        var request = await Store();
        (await Find(browser, request.Id)).ShouldNotBeNull();
        (await Find(new RoomsBrowser(Rooms), request.Id)).ShouldBeNull();

        var other = new RoomsBrowser(Rooms);
        other.Cookies[$"secureaccess-request-{request.Id}"] = new string('A', 43);
        (await Find(other, request.Id)).ShouldBeNull();
    }

    // Fails when: two tabs of one browser disturb each other.
    [Fact]
    public async Task Two_tabs_hold_two_requests()
    {
        var first = await Store();
        var second = await Store();
        (await Consume(first)).ShouldBeTrue();
        (await Find(browser, first.Id)).ShouldBeNull();
        (await Find(browser, second.Id)).ShouldNotBeNull();
        (await Consume(second)).ShouldBeTrue();
    }

    // Fails when: consuming is a read and then a write.
    [Fact]
    public async Task Fifty_parallel_answers_consume_a_request_once()
    {
        var request = await Store();
        var cookie = browser.Cookies.Single();
        var consumed = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ =>
                {
                    var tab = new RoomsBrowser(Rooms);
                    tab.Cookies.Add(cookie.Key, cookie.Value);
                    return Task.Run(() =>
                        tab.Request<bool, SignInRequests>(
                            (requests, http) =>
                                requests.Consume(request, http, CancellationToken.None)
                        )
                    );
                })
        );
        consumed.Count(won => won).ShouldBe(1);
    }

    // Fails when: a request lives longer or shorter than one hour from its last step.
    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public async Task A_request_lives_an_hour_from_its_last_step(int seconds, bool lives)
    {
        var request = await Store();
        Rooms.Clock.Advance(TimeSpan.FromMinutes(50));
        (await Find(browser, request.Id)).ShouldNotBeNull();
        Rooms.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(seconds));
        (await Find(browser, request.Id) is not null).ShouldBe(lives);
    }

    // Fails when: steps keep a request alive beyond 12 hours.
    [Fact]
    public async Task A_request_lives_12_hours_at_most()
    {
        var request = await Store();
        for (var i = 0; i < 23; i++)
        {
            Rooms.Clock.Advance(TimeSpan.FromMinutes(30));
            (await Find(browser, request.Id)).ShouldNotBeNull();
        }

        Rooms.Clock.Advance(TimeSpan.FromMinutes(30));
        (await Find(browser, request.Id)).ShouldBeNull();
    }

    // Fails when: a browser that opens many requests gets so many cookies that servers refuse its requests.
    [Fact]
    public async Task A_browser_holds_twelve_requests_and_the_oldest_give_way()
    {
        var first = await Store();
        for (var i = 0; i < 12; i++)
        {
            Rooms.Clock.Advance(TimeSpan.FromSeconds(1));
            await Store();
        }

        browser.Cookies.Count.ShouldBe(12);
        browser.Cookies.ShouldNotContainKey($"secureaccess-request-{first.Id}");
    }

    // Fails when: the parameters (login_hint may be an email address) are stored in clear.
    [Fact]
    [Trait("Requirement", "D19")]
    public async Task The_parameters_are_encrypted()
    {
        var request = await Store();
        var row = await Rooms.In(scope =>
            scope
                .GetRequiredService<SecureAccessDbContext>()
                .Set<SignInRequest>()
                .AsNoTracking()
                .SingleAsync()
        );
        Encoding.UTF8.GetString(row.Parameters).ShouldNotContain("maria");
        var read = await Rooms.In(scope =>
            Task.FromResult(scope.GetRequiredService<SignInRequests>().ParametersOf(request))
        );
        read.ShouldBe(Parameters);
    }

    private Task<SignInRequest> Store() =>
        browser.Request<SignInRequest, SignInRequests>(
            (requests, http) =>
                requests.Store(
                    new NewSignInRequest(
                        "tin-matching",
                        Parameters,
                        "https://tools.example",
                        new SignInNeeds(Rooms.Clock.GetUtcNow(), null, Prompts.None, [], false)
                    ),
                    http,
                    CancellationToken.None
                )
        );

    private static Task<SignInRequest?> Find(RoomsBrowser who, string id) =>
        who.Request<SignInRequest?, SignInRequests>(
            (requests, http) => requests.Find(id, http, CancellationToken.None)
        );

    private Task<bool> Consume(SignInRequest request) =>
        browser.Request<bool, SignInRequests>(
            (requests, http) => requests.Consume(request, http, CancellationToken.None)
        );
}
