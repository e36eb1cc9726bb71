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
    [InlineData("Proofing:Source", "")]
    [InlineData("Proofing:Source", "Embedded")]
    [InlineData("Proofing:Source", "http")]
    [InlineData("Proofing:TimeoutSeconds", "0")]
    [InlineData("Proofing:TimeoutSeconds", "46")]
    [InlineData("Clients:File", "clients.json")]
    [InlineData("Passwords:PolicyVersion", "0")]
    [InlineData("Passwords:ShortestLength", "11")]
    [InlineData("Passwords:ShortestLength", "65")]
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
    [InlineData("Proofing:Source", "Http")]
    [InlineData("Proofing:Http:Address", "")]
    [InlineData("Proofing:Http:KeyFile", "")]
    [InlineData("Proofing:TimeoutSeconds", "45")]
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

    [Theory]
    [InlineData("Proofing:Http:Address", "", false)]
    [InlineData("Proofing:Http:Address", "http://proofing.example.org/", false)]
    [InlineData("Proofing:Http:Address", "https://proofing.example.org/v1", false)]
    [InlineData("Proofing:Http:Address", "https://user:word@proofing.example.org/", false)]
    [InlineData("Proofing:Http:Address", "https://proofing.example.org/v1/", true)]
    [InlineData("Proofing:Http:KeyFile", "", false)]
    [InlineData("Proofing:Http:KeyFile", "/no/such/file", false)]
    // Fails when: the source over HTTP is chosen and what it needs is missing or insecure, or a good setting is refused.
    public void The_source_over_HTTP_needs_a_secure_address_and_a_key(
        string name,
        string value,
        bool good
    ) =>
        (
            ProblemOf(name, value, isDevelopment: false, ("Proofing:Source", "Http")) is null
        ).ShouldBe(good);

    private static string? ProblemOf(
        string name,
        string value,
        bool isDevelopment,
        params (string Name, string Value)[] others
    )
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                others.ToDictionary(other => other.Name, other => (string?)other.Value)
            )
            .AddInMemoryCollection(new Dictionary<string, string?> { [name] = value })
            .Build();
        return Settings.Problem(
            Settings.All.Single(setting => setting.Name == name),
            new SettingsContext(configuration, isDevelopment)
        );
    }
}
