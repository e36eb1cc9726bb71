using System.Text.Encodings.Web;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewComponents;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using SecureAccess.Journeys.Development;
using SecureAccess.Proofing.Sources;
using SecureAccess.Tests.Journeys.Shared;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Development;

public sealed class DemoRecordsTests
{
    private static readonly string File = Repository.Of("deploy", "demo", "people.json");

    [Fact]
    public async Task A_developer_sees_what_registering_as_each_demo_person_takes()
    {
        await using var host = await SecureAccessHost.Start(
            new HostWishes
            {
                Settings = new Dictionary<string, string?> { ["Proofing:Embedded:File"] = File },
            }
        );
        var list = await host.Do(Shown);

        var people = list.QuerySelectorAll("details:not([open]) > ul > li")
            .ToDictionary(
                person => person.QuerySelector("strong")!.Words(),
                person => person.Words()
            );
        people.Keys.ShouldBe(
            PeopleFile
                .Read(File)
                .Where(person => person.Account is null)
                .Select(person => $"{person.GivenName} {person.FamilyName}")
        );
        foreach (
            var value in new[]
            {
                "May 9, 1979",
                "900-02-4417",
                "Qualifying surviving spouse",
                "1501 Pine St, Seattle, WA 98101, US",
                "Credit card, last 8 digits 88881881",
                "Auto loan 60214478",
                "+12065550171",
            }
        )
        {
            people["Linda Moore"].ShouldContain(value);
        }

        people["Frank Ostrowski"].ShouldContain("frozen");
        people["Amelia Extone"].ShouldContain("46310005, American Express");
        people["Derek Bitters"].ShouldContain("debit card");
        people["Cora Portman"].ShouldContain("corporate card");
        people["Beatrice Usman"].ShouldContain("+16175550122, business phone");
        people["Leonard Lind"].ShouldContain("landline");
        people["Ines Phan"].ShouldContain("VoIP");
        people["Simon Changwe"].ShouldContain("SIM changed 2 hours ago");
        people["Nadia Inman"].ShouldContain("not in this name");
        people["Pablo Arroyo"].ShouldContain("activated by someone else");
    }

    // Fails when: the list of demo people asks for no environment.
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void Outside_Development_there_is_nobody(string environment)
    {
        var people = new DemoPeople(PeopleFile.Read(File));
        var list = new DemoPeopleList(people, new Place(environment), TimeProvider.System);

        list.ReadyToRegister().ShouldBeEmpty();
        new DemoRecordsViewComponent(list)
            .Invoke()
            .ShouldBeOfType<ContentViewComponentResult>()
            .Content.ShouldBeEmpty();
        new DemoPeopleList(people, new Place("Development"), TimeProvider.System)
            .ReadyToRegister()
            .ShouldNotBeEmpty();
    }

    private static async Task<IElement> Shown(IServiceProvider services)
    {
        await using var html = new StringWriter();
        var http = new DefaultHttpContext { RequestServices = services };
        var action = new ActionContext(http, new RouteData(), new ActionDescriptor());
        var data = new ViewDataDictionary(
            new EmptyModelMetadataProvider(),
            new ModelStateDictionary()
        );
        var temporary = services.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(http);
        var helper = services.GetRequiredService<IViewComponentHelper>();
        ((IViewContextAware)helper).Contextualize(
            new ViewContext(action, new NoView(), data, temporary, html, new HtmlHelperOptions())
        );
        (await helper.InvokeAsync("DemoRecords")).WriteTo(html, HtmlEncoder.Default);
        var document = await BrowsingContext
            .New(Configuration.Default)
            .OpenAsync(page => page.Content(html.ToString()));
        return document.Body!;
    }

    private sealed class NoView : Microsoft.AspNetCore.Mvc.ViewEngines.IView
    {
        public string Path => "";

        public Task RenderAsync(ViewContext context) => Task.CompletedTask;
    }

    private sealed class Place(string environment) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = environment;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
