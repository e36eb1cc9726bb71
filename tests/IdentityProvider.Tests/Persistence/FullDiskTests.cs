using System.Data.Common;
using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Codes;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Persistence;

/// <summary>SQLite's own "database or disk is full", brought about by its limit of pages.</summary>
public sealed class FullDiskTests
{
    // Fails when: a code is stored without its message, or the person gets anything but the error page.
    [Fact]
    public async Task A_full_disk_ends_on_the_error_page_and_leaves_nothing_half_made()
    {
        var disk = new Disk();
        await using var host = await SecureAccessHost.Start(
            new HostWishes
            {
                Services = services =>
                    services.ConfigureDbContext<SqliteContext>(options =>
                        options.AddInterceptors(disk)
                    ),
            }
        );
        await host.Add(new TestPerson());
        await disk.Fill(host);

        HttpStatusCode status;
        Browser browser;
        var tries = 0;
        do
        {
            (++tries).ShouldBeLessThan(60, "The disk is full, and nothing fails.");
            host.Clock.Advance(TimeSpan.FromHours(2));
            browser = host.NewBrowser();
            await browser.Open("/sign-in");
            await browser.Submit(
                ("username", "maria.lopez"),
                ("password", "correct horse battery")
            );
            status = browser.Status;
            if (status == HttpStatusCode.OK)
            {
                await browser.Submit(("method", "text"));
                status = browser.Status;
            }
        } while (status == HttpStatusCode.OK);

        ((int)status).ShouldBeOneOf(500, 503);
        browser.Page.QuerySelector("main h1").ShouldNotBeNull();
        browser.Body.ShouldNotContain("SqliteException");
        await AssertNothingHalfMade(host);

        disk.Free();
        host.Clock.Advance(TimeSpan.FromHours(2));
        var after = host.NewBrowser();
        await after.Open("/sign-in");
        await after.Submit(("username", "maria.lopez"), ("password", "correct horse battery"));
        await after.Submit(("method", "text"));
        await after.Submit(("code", await host.NewestCode("+12025550143")));
        after.Url.AbsolutePath.ShouldBe("/");
    }

    private static Task AssertNothingHalfMade(SecureAccessHost host) =>
        host.Do(async services =>
        {
            var database = services.GetRequiredService<SecureAccessDbContext>();
            (await database.Set<OneTimeCode>().CountAsync()).ShouldBe(
                await database.Set<OutboxMessage>().CountAsync()
            );
        });

    private sealed class Disk : DbConnectionInterceptor
    {
        private const int Unlimited = 1_073_741_823;
        private bool full;

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            // 1: SQLite takes the number of pages that there are.
            Limit(connection, full ? 1 : Unlimited);
            return Task.CompletedTask;
        }

        public void Free() => full = false;

        /// <summary>Uses up the free space that the pages still have, in ever smaller pieces.</summary>
        public async Task Fill(SecureAccessHost host)
        {
            full = true;
            await using var connection = new SqliteConnection(host.Database.Connection);
            await connection.OpenAsync();
            Execute(connection, "CREATE TABLE Filler (Piece BLOB)", ignoreFull: false);
            Limit(connection, 1);
            foreach (var bytes in new[] { 4000, 1000, 200, 20 })
            {
                while (
                    Execute(
                        connection,
                        $"INSERT INTO Filler VALUES (randomblob({bytes}))",
                        ignoreFull: true
                    )
                ) { }
            }
        }

        private static void Limit(DbConnection connection, int pages) =>
            Execute(connection, $"PRAGMA max_page_count = {pages}", ignoreFull: false);

        private static bool Execute(DbConnection connection, string sql, bool ignoreFull)
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Fixed texts.
            command.CommandText = sql;
#pragma warning restore CA2100
            try
            {
                command.ExecuteNonQuery();
                return true;
            }
            catch (SqliteException exception) when (ignoreFull && exception.SqliteErrorCode == 13)
            {
                return false;
            }
        }
    }
}
