using AngleSharp.Dom;
using SecureAccess.Journeys.Shared;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Shared;

public sealed class PagePartsTests
{
    [Fact]
    public async Task Steps_say_in_text_where_a_person_is_and_are_no_headings()
    {
        var part = await Rendered.Of(
            new StepIndicatorTagHelper(Rendered.Texts)
            {
                Steps = ["Email", "Password", "Phone"],
                Current = 2,
            }
        );

        part.QuerySelector(".usa-step-indicator__header p")!
            .Words()
            .ShouldBe("Step 2 of 3 Password");
        part.QuerySelectorAll("ol > li")
            .Select(step => step.Words())
            .ShouldBe(["Email completed", "Password current", "Phone not completed"]);
        part.QuerySelectorAll("[aria-current=step]")
            .ShouldHaveSingleItem()
            .ClassList.ShouldContain("usa-step-indicator__segment--current");
        part.QuerySelectorAll(".usa-step-indicator__segment--complete").Length.ShouldBe(1);
        part.QuerySelectorAll("h1, h2, h3, h4").ShouldBeEmpty();
    }

    [Fact]
    // Fails when: a page that belongs to no way of several pages shows one.
    public async Task A_page_that_belongs_to_no_way_shows_none() =>
        (
            await Rendered.Of(
                new StepIndicatorTagHelper(Rendered.Texts) { Steps = ["One"], Current = 0 }
            )
        )
            .TextContent.Trim()
            .ShouldBeEmpty();

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public async Task A_step_that_there_is_not_is_refused(int current) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() =>
            Rendered.Of(
                new StepIndicatorTagHelper(Rendered.Texts) { Steps = ["One"], Current = current }
            )
        );

    [Fact]
    public async Task Fields_that_belong_together_have_a_name()
    {
        var part = await Rendered.Of(new PartTagHelper { Title = "Address" }, "<i>fields</i>");

        part.QuerySelector("fieldset > legend.usa-legend--large:first-child")!
            .Words()
            .ShouldBe("Address");
        part.QuerySelector("fieldset > i").ShouldNotBeNull();
    }

    [Theory]
    [InlineData(NoticeKind.Info, "info", "status")]
    [InlineData(NoticeKind.Warning, "warning", "status")]
    [InlineData(NoticeKind.Success, "success", "status")]
    [InlineData(NoticeKind.Error, "error", "alert")]
    public async Task A_notice_is_announced_by_its_kind(NoticeKind kind, string style, string role)
    {
        var slim = await Rendered.Of(new NoticeTagHelper { Kind = kind }, "<b>Text</b>");
        var large = await Rendered.Of(new NoticeTagHelper { Kind = kind, Heading = "So" }, "Text");

        var notice = slim.QuerySelector($".usa-alert--{style}.usa-alert--slim")!;
        notice.GetAttribute("role").ShouldBe(role);
        notice.QuerySelector(".usa-alert__text > b").ShouldNotBeNull();
        large.QuerySelector(".usa-alert--slim").ShouldBeNull();
        large.QuerySelector("p.usa-alert__heading")!.Words().ShouldBe("So");
    }

    [Fact]
    public async Task What_was_entered_is_listed_with_the_way_to_change_it()
    {
        var list = await Rendered.Of(new ReviewListTagHelper(), "<i></i>");
        var item = await Rendered.Of(
            new ReviewItemTagHelper(Rendered.Texts)
            {
                Label = "Name",
                Change = "/verify/identity",
                ChangeLabel = "your name",
            },
            "Linda &amp; Moore"
        );
        var bare = await Rendered.Of(
            new ReviewItemTagHelper(Rendered.Texts) { Label = "Username", Change = "/x" },
            "linda"
        );

        list.QuerySelector("dl.sa-review > i").ShouldNotBeNull();
        item.QuerySelector("div > dt")!.Words().ShouldBe("Name");
        item.QuerySelector("div > dd")!.Words().ShouldBe("Linda & Moore");
        var link = item.QuerySelector("dd > a[href='/verify/identity']")!;
        link.Words().ShouldBe("Change your name");
        link.QuerySelector(".usa-sr-only")!.Words().ShouldBe("your name");
        bare.QuerySelector("a")!.Words().ShouldBe("Change Username");
    }

    [Fact]
    public async Task An_exact_time_is_said_in_UTC_and_never_too_early()
    {
        var exact = await Time(new DateTimeOffset(2026, 3, 3, 7, 0, 0, TimeSpan.FromHours(-5)));
        var later = await Time(new DateTimeOffset(2026, 3, 3, 12, 0, 0, 1, TimeSpan.Zero));

        exact.GetAttribute("datetime").ShouldBe("2026-03-03T12:00:00Z");
        exact.Words().ShouldBe("March 3, 2026, 12:00 PM UTC");
        later.GetAttribute("datetime").ShouldBe("2026-03-03T12:01:00Z");
        later.Words().ShouldBe("March 3, 2026, 12:01 PM UTC");
    }

    // Fails when: a code loses its own name, or its lifetime is written into the page instead of read from CodeKind.
    [Fact]
    [Trait("Requirement", "R22")]
    [Trait("Requirement", "D1")]
    public async Task The_three_codes_are_explained_by_name_with_their_lifetimes()
    {
        var part = await Rendered.Of(
            new CodeLifetimesTagHelper(Rendered.Texts, new TimeWords(Rendered.Texts))
        );

        part.QuerySelector("table > caption").ShouldNotBeNull();
        var rows = part.QuerySelectorAll("tbody tr")
            .Select(row => row.Children.Select(cell => cell.Words()).ToArray())
            .ToList();
        rows.Select(row => (row[0], row[2], row[3]))
            .ShouldBe([
                ("Confirmation code", "6 digits", "15 minutes"),
                ("Activation code", "6 digits", "10 minutes"),
                ("Activation code", "10 characters", "30 days"),
                ("Security code", "6 digits", "10 minutes"),
                ("Security code", "6 digits", "60 seconds"),
            ]);
        string[] sources = ["email", "text message", "letter", "call", "authenticator app"];
        rows.Zip(sources).ShouldAllBe(pair => pair.First[1].Contains(pair.Second));
        part.QuerySelectorAll("tbody tr > :not([data-label])").ShouldBeEmpty();
        part.QuerySelectorAll("th:not([scope])").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_summary_says_the_same_sentence_once()
    {
        var part = await Rendered.Of(
            new ErrorSummaryTagHelper(Rendered.Texts)
            {
                Fields = "birthMonth birthDay email",
                ViewContext = Rendered.Page(
                    ("email", "No email"),
                    ("birthDay", "No date"),
                    ("birthMonth", "No date")
                ),
            }
        );

        part.QuerySelectorAll("li a")
            .Select(line => (line.GetAttribute("href"), line.Words()))
            .ShouldBe([("#birthMonth", "No date"), ("#email", "No email")]);
    }

    private static async Task<IElement> Time(DateTimeOffset instant) =>
        (
            await Rendered.Of(new LocalTimeTagHelper(Rendered.Texts) { Instant = instant })
        ).QuerySelector("time[data-local-time]")!;
}
