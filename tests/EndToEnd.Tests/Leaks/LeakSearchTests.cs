using System.Text;
using Microsoft.Data.Sqlite;
using Shouldly;

namespace SecureAccess.EndToEnd.Leaks;

/// <summary>The searcher itself finds what is planted, and only that.</summary>
public sealed class LeakSearchTests
{
    private static readonly LeakSearch Search = new([
        new("code", "493817"),
        new("email", "maria@example.org"),
        new("phone", "+12025550143"),
        new("password", "correct horse battery"),
        new("card", "4111111111111111"),
        new("name", "Moore"),
        new("street", "1501 Pine St"),
    ]);

    [Theory]
    [InlineData("code", "Your code is 493817.")]
    [InlineData("code", "{\"code\":\"493817\"}")]
    [InlineData("code", "POST /sign-in/code code=493817")]
    [InlineData("code", "code493817")]
    [InlineData("email", "user MARIA@EXAMPLE.ORG")]
    [InlineData("phone", "to:+12025550143,")]
    [InlineData("password", "x correct horse battery x")]
    [InlineData("card", "card 4111111111111111")]
    [InlineData("name", "{\"familyName\":\"Moore\"}")]
    [InlineData("name", "Dear Linda MOORE.")]
    [InlineData("street", "to 1501 PINE ST, Seattle")]
    public void A_value_planted_in_text_is_found(string kind, string text) =>
        Search.In(text).ShouldBe([kind]);

    [Theory]
    [InlineData("1493817")]
    [InlineData("4938171")]
    [InlineData("took 0.493817 s")]
    [InlineData("0f8e2c-aa493817bb-9d8e7f6a5b4c3d2e1f")]
    [InlineData("maria at example.org")]
    [InlineData("account linda.moore has signed in")]
    [InlineData("Moores")]
    [InlineData("8xq/Moore+f0Z")]
    public void What_only_resembles_a_value_is_not_found(string text) =>
        Search.In(text).ShouldBeEmpty();

    [Fact]
    public void A_short_name_planted_in_bytes_is_found() =>
        Search.In(Encoding.UTF8.GetBytes("\u0001Moore\u0002")).ShouldBe(["name"]);

    [Theory]
    [InlineData("maria@example.org", "email")]
    [InlineData("4111111111111111", "card")]
    public void A_value_planted_in_bytes_is_found_in_every_form(string value, string kind)
    {
        Search.In(Encoding.UTF8.GetBytes("\u0001" + value)).ShouldBe([kind]);
        Search.In([7, .. Encoding.Unicode.GetBytes(value), 9]).ShouldBe([kind]);
        Search
            .In(Encoding.UTF8.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(value))))
            .ShouldBe([kind]);
        for (var before = 0; before < 4; before++)
        {
            var inside = Encoding.UTF8.GetBytes(new string('x', before) + value + "yz");
            Search.In(Convert.ToBase64String(inside)).ShouldBe([kind], $"{before} bytes before");
        }
    }

    [Fact]
    public void A_value_planted_in_any_column_of_any_table_is_found()
    {
        var file = Path.GetTempFileName();
        try
        {
            using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = """
                    CREATE TABLE "One" (Id INTEGER, Note TEXT);
                    CREATE TABLE "Two" (Id INTEGER, Value BLOB, Number INTEGER);
                    INSERT INTO "One" VALUES (1, 'nothing'), (2, 'see maria@example.org');
                    INSERT INTO "Two" VALUES (1, CAST('correct horse battery' AS BLOB), 0), (2, x'00', 493817);
                    """;
                command.ExecuteNonQuery();
            }

            DatabaseCells
                .Read(file)
                .SelectMany(cell =>
                    cell.Leaks(Search).Select(kind => $"{cell.Table}.{cell.Column}: {kind}")
                )
                .ShouldBe(
                    ["One.Note: email", "Two.Value: password", "Two.Number: code"],
                    ignoreOrder: true
                );
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("http://localhost:5080/sign-in?username=maria%40example.org", true)]
    [InlineData("http://localhost:5080/sign-in/code?code=493817", true)]
    [InlineData("http://localhost:5080/dev/inbox.json?to=%2B12025550143&channel=text", false)]
    [InlineData("http://localhost:5080/sign-in?to=%2B12025550143", true)]
    [InlineData("http://localhost:5081/tin-matching/callback?code=493817&state=x", false)]
    [InlineData(
        "http://localhost:5080/connect/authorize?login_hint=maria%40example.org&scope=openid",
        false
    )]
    [InlineData("http://localhost:5080/connect/authorize?ui_locales=maria%40example.org", true)]
    public void An_address_may_hold_only_what_OAuth_puts_there(string address, bool leaks) =>
        Search.InAddress(address).Any().ShouldBe(leaks);

    [Theory]
    [InlineData("GET /connect/authorize?client_id=tin-matching", true)]
    [InlineData("... &state=abc", true)]
    [InlineData("GET /connect/authorize 302", false)]
    [InlineData("What now? a=b", false)]
    public void A_query_string_in_a_log_line_is_recognised(string line, bool holds) =>
        LeakSearch.HasQueryString(line).ShouldBe(holds);
}
