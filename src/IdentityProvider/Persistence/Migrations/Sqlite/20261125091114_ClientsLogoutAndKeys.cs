using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SecureAccess.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ClientsLogoutAndKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "DropsAt",
                table: "SigningKeys",
                type: "INTEGER",
                nullable: true
            );

            migrationBuilder.AddColumn<long>(
                name: "SignsFrom",
                table: "SigningKeys",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L
            );

            migrationBuilder.Sql("UPDATE \"SigningKeys\" SET \"SignsFrom\" = \"CreatedAt\";");

            // Who registered no method stood as the default; only who states one is held to it.
            migrationBuilder.Sql(
                "UPDATE \"Clients\" SET \"TokenEndpointAuthMethod\" = 'client_secret' WHERE \"TokenEndpointAuthMethod\" = 'client_secret_basic';"
            );

            // Sessions that ran out before this version have ended when they did, and nobody is told of them: only what ends from now on is.
            migrationBuilder.Sql(
                "UPDATE \"Sessions\" SET \"EndedAt\" = CASE WHEN \"ExpiresAt\" < \"LastSeenAt\" + 1800000 THEN \"ExpiresAt\" ELSE \"LastSeenAt\" + 1800000 END "
                    + "WHERE \"EndedAt\" IS NULL AND (\"ExpiresAt\" <= (CAST(strftime('%s', 'now') AS INTEGER) * 1000) OR \"LastSeenAt\" + 1800000 <= (CAST(strftime('%s', 'now') AS INTEGER) * 1000));"
            );

            migrationBuilder.AddColumn<bool>(
                name: "ReferenceAccessTokens",
                table: "Clients",
                type: "INTEGER",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<string>(
                name: "TlsClientAuthSanDns",
                table: "Clients",
                type: "TEXT",
                maxLength: 253,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "TlsClientAuthSubjectDn",
                table: "Clients",
                type: "TEXT",
                maxLength: 500,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "TokenEndpointAuthSigningAlg",
                table: "Clients",
                type: "TEXT",
                maxLength: 20,
                nullable: true
            );

            migrationBuilder.CreateTable(
                name: "RoomMessages",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 40,
                        nullable: false
                    ),
                    Lane = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Payload = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoomMessages", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "UsedAssertions",
                columns: table => new
                {
                    Hash = table.Column<byte[]>(
                        type: "BLOB",
                        fixedLength: true,
                        maxLength: 32,
                        nullable: false
                    ),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsedAssertions", x => x.Hash);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_EndedAt_ExpiresAt",
                table: "Sessions",
                columns: new[] { "EndedAt", "ExpiresAt" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_RoomMessages_Key",
                table: "RoomMessages",
                column: "Key",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_RoomMessages_Lane_NextAttemptAt",
                table: "RoomMessages",
                columns: new[] { "Lane", "NextAttemptAt" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_RoomMessages_NextAttemptAt_Lane",
                table: "RoomMessages",
                columns: new[] { "NextAttemptAt", "Lane" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_UsedAssertions_ExpiresAt",
                table: "UsedAssertions",
                column: "ExpiresAt"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "RoomMessages");

            migrationBuilder.DropTable(name: "UsedAssertions");

            migrationBuilder.DropIndex(name: "IX_Sessions_EndedAt_ExpiresAt", table: "Sessions");

            migrationBuilder.DropColumn(name: "DropsAt", table: "SigningKeys");

            migrationBuilder.DropColumn(name: "SignsFrom", table: "SigningKeys");

            migrationBuilder.DropColumn(name: "ReferenceAccessTokens", table: "Clients");

            migrationBuilder.DropColumn(name: "TlsClientAuthSanDns", table: "Clients");

            migrationBuilder.DropColumn(name: "TlsClientAuthSubjectDn", table: "Clients");

            migrationBuilder.DropColumn(name: "TokenEndpointAuthSigningAlg", table: "Clients");
        }
    }
}
