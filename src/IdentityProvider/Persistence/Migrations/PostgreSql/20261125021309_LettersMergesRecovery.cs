using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SecureAccess.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class LettersMergesRecovery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "JoinId",
                table: "SubjectIdentifiers",
                type: "uuid",
                nullable: true
            );

            migrationBuilder.AddColumn<Guid>(
                name: "MovedFrom",
                table: "SubjectIdentifiers",
                type: "uuid",
                nullable: true
            );

            migrationBuilder.AddColumn<long>(
                name: "RetiredAt",
                table: "SubjectIdentifiers",
                type: "bigint",
                nullable: true
            );

            migrationBuilder.AlterColumn<long>(
                name: "PasswordAt",
                table: "Sessions",
                type: "bigint",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "bigint"
            );

            migrationBuilder.AddColumn<int>(
                name: "JoinOffer",
                table: "Sessions",
                type: "integer",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.AddColumn<bool>(
                name: "PasswordMustChange",
                table: "Sessions",
                type: "boolean",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<int>(
                name: "Purpose",
                table: "Sessions",
                type: "integer",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.AddColumn<bool>(
                name: "IsRefused",
                table: "ClaimedPhones",
                type: "boolean",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<bool>(
                name: "ReceivesTexts",
                table: "ClaimedPhones",
                type: "boolean",
                nullable: false,
                defaultValue: true
            );

            migrationBuilder.AddColumn<string>(
                name: "SentBy",
                table: "ClaimedPhones",
                type: "character varying(16)",
                unicode: false,
                maxLength: 16,
                nullable: true
            );

            migrationBuilder.AddColumn<Guid>(
                name: "JoinedInto",
                table: "Accounts",
                type: "uuid",
                nullable: true
            );

            migrationBuilder.AddColumn<long>(
                name: "PasswordCompromisedAt",
                table: "Accounts",
                type: "bigint",
                nullable: true
            );

            migrationBuilder.AddColumn<int>(
                name: "PasswordPolicy",
                table: "Accounts",
                type: "integer",
                nullable: false,
                defaultValue: 1
            );

            migrationBuilder.AddColumn<string>(
                name: "Roles",
                table: "Accounts",
                type: "character varying(1000)",
                unicode: false,
                maxLength: 1000,
                nullable: true
            );

            migrationBuilder.CreateTable(
                name: "AccountJoins",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    JoinedId = table.Column<Guid>(type: "uuid", nullable: false),
                    RetiredUsername = table.Column<string>(
                        type: "character varying(32)",
                        unicode: false,
                        maxLength: 32,
                        nullable: true
                    ),
                    ClosedEmail = table.Column<byte[]>(type: "bytea", nullable: true),
                    MovedEmail = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountJoins", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountJoins_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "ActivationLetters",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SentAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    Language = table.Column<string>(
                        type: "character varying(16)",
                        unicode: false,
                        maxLength: 16,
                        nullable: false
                    ),
                    RemindedAt = table.Column<long>(type: "bigint", nullable: true),
                    AcceptedAt = table.Column<long>(type: "bigint", nullable: true),
                    AcceptedIn = table.Column<Guid>(type: "uuid", nullable: true),
                    ProvenAt = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActivationLetters", x => x.AccountId);
                    table.ForeignKey(
                        name: "FK_ActivationLetters_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "EServicesAccounts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Username = table.Column<string>(
                        type: "character varying(32)",
                        unicode: false,
                        maxLength: 32,
                        nullable: false
                    ),
                    TaxpayerNumberFingerprint = table.Column<string>(
                        type: "character varying(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    TaxpayerNumber = table.Column<byte[]>(type: "bytea", nullable: false),
                    Name = table.Column<byte[]>(type: "bytea", nullable: false),
                    Email = table.Column<byte[]>(type: "bytea", nullable: false),
                    Roles = table.Column<string>(
                        type: "character varying(1000)",
                        unicode: false,
                        maxLength: 1000,
                        nullable: false
                    ),
                    ImportedAt = table.Column<long>(type: "bigint", nullable: false),
                    AssignedTo = table.Column<Guid>(type: "uuid", nullable: true),
                    AssignedAt = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EServicesAccounts", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "PendingJoins",
                columns: table => new
                {
                    NewerId = table.Column<Guid>(type: "uuid", nullable: false),
                    OlderId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PendingJoins", x => x.NewerId);
                    table.ForeignKey(
                        name: "FK_PendingJoins_Accounts_NewerId",
                        column: x => x.NewerId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Recoveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BrowserHash = table.Column<byte[]>(
                        type: "bytea",
                        maxLength: 32,
                        nullable: false
                    ),
                    For = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<byte[]>(type: "bytea", nullable: false),
                    NameFingerprint = table.Column<string>(
                        type: "character varying(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Sends = table.Column<int>(type: "integer", nullable: false),
                    LastSentAt = table.Column<long>(type: "bigint", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "bigint", nullable: true),
                    SecuredAt = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Recoveries", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "TakenUsernames",
                columns: table => new
                {
                    Name = table.Column<string>(
                        type: "character varying(32)",
                        unicode: false,
                        maxLength: 32,
                        nullable: false
                    ),
                    HolderId = table.Column<Guid>(type: "uuid", nullable: false),
                    RetiredAt = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TakenUsernames", x => x.Name);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_AccountJoins_AccountId_At",
                table: "AccountJoins",
                columns: new[] { "AccountId", "At" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_ActivationLetters_ExpiresAt",
                table: "ActivationLetters",
                column: "ExpiresAt"
            );

            migrationBuilder.CreateIndex(
                name: "IX_EServicesAccounts_AssignedTo",
                table: "EServicesAccounts",
                column: "AssignedTo",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_EServicesAccounts_TaxpayerNumberFingerprint",
                table: "EServicesAccounts",
                column: "TaxpayerNumberFingerprint",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_PendingJoins_OlderId",
                table: "PendingJoins",
                column: "OlderId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Recoveries_AccountId",
                table: "Recoveries",
                column: "AccountId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Recoveries_BrowserHash",
                table: "Recoveries",
                column: "BrowserHash",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_Recoveries_StartedAt",
                table: "Recoveries",
                column: "StartedAt"
            );

            migrationBuilder.CreateIndex(
                name: "IX_TakenUsernames_HolderId",
                table: "TakenUsernames",
                column: "HolderId"
            );

            migrationBuilder.Sql(
                "INSERT INTO \"TakenUsernames\" (\"Name\", \"HolderId\") "
                    + "SELECT \"NormalizedUserName\", \"Id\" FROM \"Accounts\" WHERE \"NormalizedUserName\" IS NOT NULL"
            );
            migrationBuilder.Sql(
                "UPDATE \"ClaimedPhones\" SET \"SentBy\" = 'text' WHERE \"SentFor\" IS NOT NULL"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "AccountJoins");

            migrationBuilder.DropTable(name: "ActivationLetters");

            migrationBuilder.DropTable(name: "EServicesAccounts");

            migrationBuilder.DropTable(name: "PendingJoins");

            migrationBuilder.DropTable(name: "Recoveries");

            migrationBuilder.DropTable(name: "TakenUsernames");

            migrationBuilder.DropColumn(name: "JoinId", table: "SubjectIdentifiers");

            migrationBuilder.DropColumn(name: "MovedFrom", table: "SubjectIdentifiers");

            migrationBuilder.DropColumn(name: "RetiredAt", table: "SubjectIdentifiers");

            migrationBuilder.DropColumn(name: "JoinOffer", table: "Sessions");

            migrationBuilder.DropColumn(name: "PasswordMustChange", table: "Sessions");

            migrationBuilder.DropColumn(name: "Purpose", table: "Sessions");

            migrationBuilder.DropColumn(name: "IsRefused", table: "ClaimedPhones");

            migrationBuilder.DropColumn(name: "ReceivesTexts", table: "ClaimedPhones");

            migrationBuilder.DropColumn(name: "SentBy", table: "ClaimedPhones");

            migrationBuilder.DropColumn(name: "JoinedInto", table: "Accounts");

            migrationBuilder.DropColumn(name: "PasswordCompromisedAt", table: "Accounts");

            migrationBuilder.DropColumn(name: "PasswordPolicy", table: "Accounts");

            migrationBuilder.DropColumn(name: "Roles", table: "Accounts");

            migrationBuilder.AlterColumn<long>(
                name: "PasswordAt",
                table: "Sessions",
                type: "bigint",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "bigint",
                oldNullable: true
            );
        }
    }
}
