using Microsoft.Extensions.Configuration;
using SecureAccess.Hosting;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Hosting;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Issuer", "http://login.example.org/")]
    [InlineData("Issuer", "https://login.example.org")]
    [InlineData("Issuer", "https://login.example.org/?a=b")]
    [InlineData("Issuer", "")]
    [InlineData("Keys:RootKeyFile", "")]
    [InlineData("Keys:RootKeyFile", "/no/such/file")]
    [InlineData("Delivery:Carrier", "DevelopmentInbox")]
    [InlineData("Proofing:Embedded:File", "people.json")]
    [InlineData("Clients:File", "clients.json")]
    [InlineData("Database:Provider", "MySql")]
    [InlineData("ConnectionStrings:SecureAccess", "Data Source=:memory:")]
    [InlineData("ConnectionStrings:SecureAccess", "no connection string")]
    [InlineData("ForwardedHeaders_Enabled", "true")]
    // Fails when: an insecure or meaningless setting is accepted in production, or not named.
    public void Production_refuses_it_and_names_the_setting(string name, string value) =>
        ProblemOf(name, value, isDevelopment: false).ShouldNotBeNull().ShouldStartWith(name);

    [Theory]
    [InlineData("Issuer", "https://login.example.org/")]
    [InlineData("Issuer", "https://example.org/login/")]
    [InlineData("Database:Provider", "SqlServer")]
    [InlineData("Hosting:TrustedProxies", "10.0.0.0/8, 192.168.1.7, fd00::/8")]
    // Fails when: a good setting is refused.
    public void A_good_setting_is_accepted_in_production(string name, string value) =>
        ProblemOf(name, value, isDevelopment: false).ShouldBeNull();

    [Theory]
    [InlineData("http://localhost:5080/", true)]
    [InlineData("http://127.0.0.1/", true)]
    [InlineData("http://login.example.org/", false)]
    // Fails when: plain http is allowed in Development beyond this machine, or not on it.
    public void Development_takes_plain_http_on_this_machine_only(string issuer, bool accepted) =>
        (ProblemOf("Issuer", issuer, isDevelopment: true) is null).ShouldBe(accepted);

    [Theory]
    [InlineData("10.0.0.0/eight")]
    [InlineData("10.0.0.0/33")]
    [InlineData("proxy.example.org")]
    // Fails when: what is no network is passed over in silence.
    public void Trusted_proxies_are_networks(string value) =>
        ProblemOf("Hosting:TrustedProxies", value, isDevelopment: true).ShouldNotBeNull();

    private static string? ProblemOf(string name, string value, bool isDevelopment)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [name] = value })
            .Build();
        return Settings.Problem(
            Settings.All.Single(setting => setting.Name == name),
            new SettingsContext(configuration, isDevelopment)
        );
    }
}
