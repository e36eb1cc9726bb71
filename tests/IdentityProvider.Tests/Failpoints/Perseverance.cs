using SecureAccess.Tests.Journeys;
using SecureAccess.Tests.Testing;
using Shouldly;

namespace SecureAccess.Tests.Failpoints;

/// <summary>
/// A person who goes on when the site fails: opens the page again, waits, asks for another code; if that leads nowhere begins again as the
/// goal says.
/// </summary>
/// <param name="site">Where.</param>
/// <param name="person">Who.</param>
/// <param name="sendsAgain">True: reloads what was not answered, forms too; false: opens the page that is still shown.</param>
/// <param name="byLetter">What is set up after a letter (R15); null: a phone in the person's name, in one session.</param>
internal sealed class Perseverance(
    Site site,
    Registrant person,
    bool sendsAgain,
    string? byLetter = null
)
{
    private const int MostSteps = 60;
    private const int MostOnOnePage = 3;

    private readonly Replies replies = new(site, person, byLetter);
    private Browser browser = site.NewBrowser();

    /// <summary>The codes that were entered, accepted or not.</summary>
    public HashSet<string> Entered => replies.Entered;

    /// <summary>What was done, for the message of a failing test.</summary>
    public List<string> Done { get; } = [];

    /// <summary>Registers, from a tool and back to it.</summary>
    public Task Register() => Reach(Goal.Registered);

    /// <summary>Adds the app, and signs in from the tool in another browser.</summary>
    public async Task AddAppAndSignIn()
    {
        await Reach(Goal.AppAdded);
        await Reach(Goal.ToTheTool with { InAnotherBrowser = true });
    }

    /// <summary>Goes on until a goal is reached.</summary>
    public async Task Reach(Goal goal)
    {
        site.Host.Clock.Advance(goal.Later);
        browser = goal.InAnotherBrowser ? site.NewBrowser() : browser;
        await Try(() => browser.Open(goal.From));
        var last = "";
        var onThisPage = 0;
        for (var step = 0; step < MostSteps; step++)
        {
            if (goal.IsReached(browser))
            {
                return;
            }

            onThisPage = browser.Path() == last ? onThisPage + 1 : 0;
            last = browser.Path();
            if (onThisPage > 0)
            {
                // "In a minute" is what pages say.
                site.Host.Clock.Advance(TimeSpan.FromMinutes(1));
            }

            if (onThisPage >= MostOnOnePage || !LeadsOn(goal))
            {
                onThisPage = 0;
                await Try(() => browser.Open(WhereToBegin(goal)));
            }
            else
            {
                await Try(() => replies.Answer(browser, goal));
            }
        }

        throw new ShouldAssertException(
            $"The person gives up at {browser.Url}: {browser.MainText}"
        );
    }

    // Whatever fails because the host was killed is done again with the next one: the page is opened that the browser shows.
    private async Task Try(Func<Task> act)
    {
        try
        {
            await act();
            Done.Add($"{(int)browser.Status} {browser.SentTo?.Host}{browser.Path()}");
        }
        catch (Exception) when (site.Failpoint.IsDead)
        {
            await site.StartAgain();
            await (sendsAgain ? browser.Again() : browser.Open(browser.Url.PathAndQuery));
            Done.Add($"killed; {(int)browser.Status} {browser.SentTo?.Host}{browser.Path()}");
        }
    }

    private string WhereToBegin(Goal goal) =>
        replies.ChoseAPassword && !replies.CouldNotSignIn ? goal.Again ?? goal.From : goal.From;

    private bool LeadsOn(Goal goal) =>
        browser.SentTo is null
        && (int)browser.Status < 400
        && browser.Path() != "/"
        && (
            Replies.FormOf(browser) is not null
            || browser.Page.QuerySelector("main a.usa-button") is not null
            || replies.SaysItIsLost(browser, goal)
        );
}
