using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Hosting;
using SecureAccess.Keys;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Hosting;

public sealed class DatabasePreparationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("secureaccess-start-");

    private string KeyFile => Path.Combine(folder.FullName, "root.key");

    [Fact]
    // Fails when: a server on a server engine starts on a database that nobody migrated, or migrates it by itself.
    public async Task A_server_outside_development_refuses_a_database_that_is_not_migrated()
    {
        await using var database = await TestDatabase.CreateEmpty(Engine.PostgreSql);
        RootKeyFile.Make(KeyFile);
        await using var app = Build(database, "Production");
        (
            await Should.ThrowAsync<StartRefusedException>(() =>
                DatabasePreparation.Run(app, CancellationToken.None)
            )
        ).Message.ShouldContain("database migrate");
        await using var context = database.Context();
        await DatabasePreparation.Migrate(context, CancellationToken.None);
        await DatabasePreparation.Run(app, CancellationToken.None);
    }

    [Fact]
    // Fails when: the embedded engine is not migrated by itself, or does not let readers go on beside a writer.
    public async Task The_embedded_engine_is_migrated_at_the_start_with_a_write_ahead_log()
    {
        await using var database = await TestDatabase.CreateEmpty(Engine.Sqlite);
        RootKeyFile.Make(KeyFile);
        await using var app = Build(database, "Production");
        await DatabasePreparation.Run(app, CancellationToken.None);
        await using var context = database.Context();
        (
            await context
                .Database.SqlQueryRaw<string>(
                    "SELECT journal_mode AS Value FROM pragma_journal_mode"
                )
                .SingleAsync()
        ).ShouldBe("wal");
    }

    [Theory]
    [Trait("Requirement", "D19")]
    [InlineData("Development", true)]
    [InlineData("Production", false)]
    // Fails when: a root key is made outside Development, or not made in it.
    public async Task A_missing_root_key_is_made_in_development_only(string environment, bool made)
    {
        await using var database = await TestDatabase.Create(Engine.Sqlite);
        await using var app = Build(database, environment);
        if (made)
        {
            await DatabasePreparation.Run(app, CancellationToken.None);
        }
        else
        {
            await Should.ThrowAsync<RootKeyException>(() =>
                DatabasePreparation.Run(app, CancellationToken.None)
            );
        }

        File.Exists(KeyFile).ShouldBe(made);
    }

    [Fact]
    [Trait("Requirement", "D19")]
    // Fails when: a new current key is refused, makes old values unreadable, changes the fingerprints, or its removal goes unnoticed.
    public async Task A_new_current_key_is_taken_and_from_then_on_must_stay_in_the_file()
    {
        await using var database = await TestDatabase.Create(Engine.Sqlite);
        RootKeyFile.Make(KeyFile);
        var first = await File.ReadAllTextAsync(KeyFile);
        var before = await Prepared(database);
        var old = new Encryption(before).Protect(KeyPurpose.Outbox, [1, 2]);
        await File.WriteAllTextAsync(
            KeyFile,
            $"k2 {Convert.ToBase64String(new byte[32])}\n{first}"
        );
        var after = await Prepared(database);
        after.CurrentId.ShouldBe("k2");
        after.LookUpId.ShouldBe("k1");
        new Encryption(after).Unprotect(KeyPurpose.Outbox, old).ShouldBe([1, 2]);
        new Fingerprints(after)
            .Of(FingerprintPurpose.Email, "a")
            .ShouldBe(new Fingerprints(before).Of(FingerprintPurpose.Email, "a"));
        await File.WriteAllTextAsync(KeyFile, first);
        (await Should.ThrowAsync<RootKeyException>(() => Prepared(database))).Message.ShouldContain(
            "'k2'"
        );
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<KeyRing> Prepared(TestDatabase database)
    {
        await using var app = Build(database, "Production");
        await DatabasePreparation.Run(app, CancellationToken.None);
        return (KeyRing)app.Services.GetService(typeof(KeyRing))!;
    }

    private WebApplication Build(TestDatabase database, string environment)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = environment }
        );
        builder.Configuration["Database:Provider"] = database.Engine.ToString();
        builder.Configuration["ConnectionStrings:SecureAccess"] = database.Connection;
        builder.Configuration["Keys:RootKeyFile"] = KeyFile;
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddPersistence(builder.Configuration);
        builder.Services.AddKeys(builder.Configuration);
        return builder.Build();
    }
}
