using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SecureAccess.Journeys.Shared;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Shared;

public sealed class ChoicesTests
{
    private static readonly Choice[] Options = [new("a", "First"), new("b", "Second & last")];

    [Fact]
    public async Task A_list_has_an_empty_line_and_what_was_chosen()
    {
        var list = (
            await Rendered.Of(
                new ChooseTagHelper(Rendered.Texts)
                {
                    Name = "filingStatus",
                    Label = "Status",
                    Hint = "As you filed",
                    Value = "b",
                    Options = Options,
                    Empty = "Select one",
                    Autocomplete = "country",
                    ViewContext = Rendered.Page(("filingStatus", "Choose one")),
                }
            )
        ).QuerySelector<IHtmlSelectElement>("select#filingStatus")!;

        list.Options.Select(option => (option.Value, option.Text))
            .ShouldBe([("", "Select one"), ("a", "First"), ("b", "Second & last")]);
        list.Value.ShouldBe("b");
        list.Name.ShouldBe("filingStatus");
        list.GetAttribute("autocomplete").ShouldBe("country");
        list.GetAttribute("aria-describedby").ShouldBe("filingStatus-hint filingStatus-error");
        list.GetAttribute("aria-invalid").ShouldBe("true");
        list.GetAttribute("aria-required").ShouldBe("true");
        list.Owner!.QuerySelector("label[for=filingStatus]")!.Words().ShouldBe("Status");
        list.Owner!.QuerySelector("#filingStatus-error")!.Words().ShouldBe("Choose one");
    }

    [Fact]
    public async Task Nothing_chosen_is_the_empty_line()
    {
        var part = await Rendered.Of(
            new ChooseTagHelper(Rendered.Texts)
            {
                Name = "country",
                Options = Options,
                Empty = "Select one",
                ViewContext = Rendered.Page(),
            }
        );

        part.QuerySelector<IHtmlSelectElement>("select")!.Value.ShouldBe("");
        part.QuerySelectorAll("[selected]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_box_sends_true_and_keeps_its_tick(bool ticked)
    {
        var box = (
            await Rendered.Of(
                new TickTagHelper
                {
                    Name = "keepUsername",
                    Label = "I have one",
                    Description = "More about it",
                    Checked = ticked,
                    ViewContext = Rendered.Page(("keepUsername", "Tick it")),
                }
            )
        ).QuerySelector<IHtmlInputElement>("input#keepUsername")!;

        (box.Type, box.Name, box.Value).ShouldBe(("checkbox", "keepUsername", "true"));
        box.IsChecked.ShouldBe(ticked);
        box.GetAttribute("aria-describedby").ShouldBe("keepUsername-error");
        box.Owner!.QuerySelector("#keepUsername-error")!.Words().ShouldBe("Tick it");
        box.Owner!.QuerySelector("label[for=keepUsername]")!.Words().ShouldStartWith("I have one");
        box.Owner!.QuerySelectorAll("input").Length.ShouldBe(1);
    }
}
