using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SecureAccess.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PushDevicesResources : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_RoomMessages_Lane_NextAttemptAt",
                table: "RoomMessages"
            );

            migrationBuilder.DropColumn(name: "TlsClientAuthSanDns", table: "Clients");

            migrationBuilder.RenameColumn(
                name: "TlsClientAuthSubjectDn",
                table: "Clients",
                newName: "TlsClientAuthName"
            );

            migrationBuilder.AddColumn<Guid>(
                name: "ConsentedBy",
                table: "SignInRequests",
                type: "TEXT",
                nullable: true
            );

            migrationBuilder.AddColumn<byte[]>(
                name: "DeviceHash",
                table: "SignInRequests",
                type: "BLOB",
                maxLength: 32,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "Claims",
                table: "RefreshTokens",
                type: "TEXT",
                unicode: false,
                maxLength: 500,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "Resources",
                table: "RefreshTokens",
                type: "TEXT",
                maxLength: 1100,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "ResourceIdentifier",
                table: "Clients",
                type: "TEXT",
                maxLength: 200,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "TlsClientAuthField",
                table: "Clients",
                type: "TEXT",
                maxLength: 40,
                nullable: true
            );

            migrationBuilder.AddColumn<long>(
                name: "TokensValidFrom",
                table: "Clients",
                type: "INTEGER",
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "Claims",
                table: "AuthorizationCodes",
                type: "TEXT",
                unicode: false,
                maxLength: 500,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "Resources",
                table: "AuthorizationCodes",
                type: "TEXT",
                maxLength: 1100,
                nullable: true
            );

            migrationBuilder.CreateTable(
                name: "ApprovedDevices",
                columns: table => new
                {
                    Hash = table.Column<byte[]>(
                        type: "BLOB",
                        fixedLength: true,
                        maxLength: 32,
                        nullable: false
                    ),
                    RedeemedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClientId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    GrantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Offline = table.Column<bool>(type: "INTEGER", nullable: false),
                    SubjectIdentifier = table.Column<string>(
                        type: "TEXT",
                        maxLength: 100,
                        nullable: false
                    ),
                    Scopes = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Resources = table.Column<string>(type: "TEXT", maxLength: 1100, nullable: true),
                    Claims = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 500,
                        nullable: true
                    ),
                    Acr = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Amr = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    AuthTime = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApprovedDevices", x => x.Hash);
                }
            );

            migrationBuilder.CreateTable(
                name: "DeviceRequests",
                columns: table => new
                {
                    DeviceHash = table.Column<byte[]>(
                        type: "BLOB",
                        fixedLength: true,
                        maxLength: 32,
                        nullable: false
                    ),
                    UserCode = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 43,
                        nullable: false
                    ),
                    ClientId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Scopes = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Resources = table.Column<string>(type: "TEXT", maxLength: 1100, nullable: true),
                    ArrivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NotOlderThan = table.Column<long>(type: "INTEGER", nullable: true),
                    AnyOfAcr = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 500,
                        nullable: true
                    ),
                    Interval = table.Column<int>(type: "INTEGER", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Decision = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeviceRequests", x => x.DeviceHash);
                }
            );

            migrationBuilder.CreateTable(
                name: "ReferenceAccessTokens",
                columns: table => new
                {
                    Hash = table.Column<byte[]>(
                        type: "BLOB",
                        fixedLength: true,
                        maxLength: 32,
                        nullable: false
                    ),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReferenceAccessTokens", x => x.Hash);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_RoomMessages_Kind_Lane_NextAttemptAt",
                table: "RoomMessages",
                columns: new[] { "Kind", "Lane", "NextAttemptAt" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Clients_ResourceIdentifier",
                table: "Clients",
                column: "ResourceIdentifier",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_ApprovedDevices_ExpiresAt",
                table: "ApprovedDevices",
                column: "ExpiresAt"
            );

            migrationBuilder.CreateIndex(
                name: "IX_ApprovedDevices_GrantId",
                table: "ApprovedDevices",
                column: "GrantId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_DeviceRequests_ExpiresAt",
                table: "DeviceRequests",
                column: "ExpiresAt"
            );

            migrationBuilder.CreateIndex(
                name: "IX_DeviceRequests_UserCode",
                table: "DeviceRequests",
                column: "UserCode",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_ReferenceAccessTokens_ExpiresAt",
                table: "ReferenceAccessTokens",
                column: "ExpiresAt"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "ApprovedDevices");

            migrationBuilder.DropTable(name: "DeviceRequests");

            migrationBuilder.DropTable(name: "ReferenceAccessTokens");

            migrationBuilder.DropIndex(
                name: "IX_RoomMessages_Kind_Lane_NextAttemptAt",
                table: "RoomMessages"
            );

            migrationBuilder.DropIndex(name: "IX_Clients_ResourceIdentifier", table: "Clients");

            migrationBuilder.DropColumn(name: "ConsentedBy", table: "SignInRequests");

            migrationBuilder.DropColumn(name: "DeviceHash", table: "SignInRequests");

            migrationBuilder.DropColumn(name: "Claims", table: "RefreshTokens");

            migrationBuilder.DropColumn(name: "Resources", table: "RefreshTokens");

            migrationBuilder.DropColumn(name: "ResourceIdentifier", table: "Clients");

            migrationBuilder.DropColumn(name: "TlsClientAuthField", table: "Clients");

            migrationBuilder.DropColumn(name: "TokensValidFrom", table: "Clients");

            migrationBuilder.DropColumn(name: "Claims", table: "AuthorizationCodes");

            migrationBuilder.DropColumn(name: "Resources", table: "AuthorizationCodes");

            migrationBuilder.RenameColumn(
                name: "TlsClientAuthName",
                table: "Clients",
                newName: "TlsClientAuthSubjectDn"
            );

            migrationBuilder.AddColumn<string>(
                name: "TlsClientAuthSanDns",
                table: "Clients",
                type: "TEXT",
                maxLength: 253,
                nullable: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_RoomMessages_Lane_NextAttemptAt",
                table: "RoomMessages",
                columns: new[] { "Lane", "NextAttemptAt" }
            );
        }
    }
}
