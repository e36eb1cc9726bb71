using Microsoft.Data.Sqlite;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Hosting;

/// <summary><c>keys rotate [--now]</c> in a process of its own.</summary>
public sealed class KeyCommandTests : IDisposable
{
    private readonly ProductProcess product = new();

    // Fails when: the operator is not told which keys there will be and from when, or a second call makes more of them.
    [Fact]
    public async Task Rotating_tells_what_happens_when()
    {
        var first = await product.Run([], "keys", "rotate");
        first.ExitCode.ShouldBe(0, first.Error);
        Lines(first, "made").Length.ShouldBe(2);
        first.Output.ShouldContain(", which signs from 20");
        first.Output.ShouldContain("90 days");
        Lines(await product.Run([], "keys", "rotate"), "is published already").Length.ShouldBe(2);

        var now = await product.Run([], "keys", "rotate", "--now");
        now.ExitCode.ShouldBe(0, now.Error);
        Lines(now, "made").Length.ShouldBe(2);
        // What relying parties have to do, and how long they may not know.
        now.Output.ShouldContain("/.well-known/jwks");
        now.Output.ShouldContain("5 minutes");
        // Of each algorithm the one that signed and the one that was to.
        Lines(now, "dropped").Length.ShouldBe(4);
    }

    // Fails when: a key that cannot be read is passed over at the start, or is a trace instead of the line that names the setting.
    [Fact]
    public async Task A_key_of_another_root_key_refuses_the_start()
    {
        (await product.Run([], "keys", "rotate")).ExitCode.ShouldBe(0);
        await using (var connection = new SqliteConnection(product.Connection))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE SigningKeys SET ProtectedKey = zeroblob(200)";
            await command.ExecuteNonQueryAsync();
        }

        var refused = await product.Run([]);
        refused.ExitCode.ShouldBe(1);
        refused
            .ErrorLines.ShouldHaveSingleItem()
            .ShouldStartWith("Keys:RootKeyFile: the signing key ");
    }

    public void Dispose() => product.Dispose();

    private static string[] Lines(ProductProcess.Outcome outcome, string with) =>
        [
            .. outcome
                .Output.Split('\n')
                .Where(line => line.Contains(with, StringComparison.Ordinal)),
        ];
}
