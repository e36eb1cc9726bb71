using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SecureAccess.Persistence.Migrations.PostgreSql
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
                type: "uuid",
                nullable: true
            );

            migrationBuilder.AddColumn<byte[]>(
                name: "DeviceHash",
                table: "SignInRequests",
                type: "bytea",
                maxLength: 32,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "Claims",
                table: "RefreshTokens",
                type: "character varying(500)",
                unicode: false,
                maxLength: 500,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "Resources",
                table: "RefreshTokens",
                type: "character varying(1100)",
                maxLength: 1100,
                nullable: true
            );

            migrationBuilder.AlterColumn<string>(
                name: "Scopes",
                table: "Consents",
                type: "character varying(6000)",
                maxLength: 6000,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(1000)",
                oldMaxLength: 1000
            );

            migrationBuilder.AddColumn<string>(
                name: "ResourceIdentifier",
                table: "Clients",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "TlsClientAuthField",
                table: "Clients",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true
            );

            migrationBuilder.AddColumn<long>(
                name: "TokensValidFrom",
                table: "Clients",
                type: "bigint",
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "Claims",
                table: "AuthorizationCodes",
                type: "character varying(500)",
                unicode: false,
                maxLength: 500,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "Resources",
                table: "AuthorizationCodes",
                type: "character varying(1100)",
                maxLength: 1100,
                nullable: true
            );

            migrationBuilder.CreateTable(
                name: "ApprovedDevices",
                columns: table => new
                {
                    Hash = table.Column<byte[]>(
                        type: "bytea",
                        fixedLength: true,
                        maxLength: 32,
                        nullable: false
                    ),
                    RedeemedAt = table.Column<long>(type: "bigint", nullable: true),
                    ClientId = table.Column<string>(
                        type: "character varying(100)",
                        maxLength: 100,
                        nullable: false
                    ),
                    GrantId = table.Column<Guid>(type: "uuid", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    SessionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Sid = table.Column<string>(
                        type: "character varying(64)",
                        maxLength: 64,
                        nullable: false
                    ),
                    Offline = table.Column<bool>(type: "boolean", nullable: false),
                    SubjectIdentifier = table.Column<string>(
                        type: "character varying(100)",
                        maxLength: 100,
                        nullable: false
                    ),
                    Scopes = table.Column<string>(
                        type: "character varying(1000)",
                        maxLength: 1000,
                        nullable: false
                    ),
                    Resources = table.Column<string>(
                        type: "character varying(1100)",
                        maxLength: 1100,
                        nullable: true
                    ),
                    Claims = table.Column<string>(
                        type: "character varying(500)",
                        unicode: false,
                        maxLength: 500,
                        nullable: true
                    ),
                    Acr = table.Column<string>(
                        type: "character varying(100)",
                        maxLength: 100,
                        nullable: false
                    ),
                    Amr = table.Column<string>(
                        type: "character varying(100)",
                        maxLength: 100,
                        nullable: false
                    ),
                    AuthTime = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
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
                        type: "bytea",
                        fixedLength: true,
                        maxLength: 32,
                        nullable: false
                    ),
                    UserCode = table.Column<string>(
                        type: "character varying(43)",
                        unicode: false,
                        maxLength: 43,
                        nullable: false
                    ),
                    ClientId = table.Column<string>(
                        type: "character varying(100)",
                        maxLength: 100,
                        nullable: false
                    ),
                    Scopes = table.Column<string>(
                        type: "character varying(1000)",
                        maxLength: 1000,
                        nullable: false
                    ),
                    Resources = table.Column<string>(
                        type: "character varying(1100)",
                        maxLength: 1100,
                        nullable: true
                    ),
                    ArrivedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    NotOlderThan = table.Column<long>(type: "bigint", nullable: true),
                    AnyOfAcr = table.Column<string>(
                        type: "character varying(500)",
                        unicode: false,
                        maxLength: 500,
                        nullable: true
                    ),
                    Interval = table.Column<int>(type: "integer", nullable: false),
                    AskedAt = table.Column<long>(type: "bigint", nullable: true),
                    Decision = table.Column<int>(type: "integer", nullable: false),
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
                        type: "bytea",
                        fixedLength: true,
                        maxLength: 32,
                        nullable: false
                    ),
                    Sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
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

            migrationBuilder.AlterColumn<string>(
                name: "Scopes",
                table: "Consents",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(6000)",
                oldMaxLength: 6000
            );

            migrationBuilder.AddColumn<string>(
                name: "TlsClientAuthSanDns",
                table: "Clients",
                type: "character varying(253)",
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
