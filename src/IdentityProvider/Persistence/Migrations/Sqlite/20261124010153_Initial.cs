using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SecureAccess.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Accounts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserName = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 32,
                        nullable: true
                    ),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    VerifiedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DisabledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NormalizedUserName = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 32,
                        nullable: true
                    ),
                    PasswordHash = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 256,
                        nullable: true
                    ),
                    SecurityStamp = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: true
                    ),
                    ConcurrencyStamp = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: true
                    ),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Accounts", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "AuditEvents",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Type = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    Actor = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Subject = table.Column<Guid>(type: "TEXT", nullable: true),
                    Details = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEvents", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "BudgetUses",
                columns: table => new
                {
                    Key = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 128,
                        nullable: false
                    ),
                    Taken = table.Column<int>(type: "INTEGER", nullable: false),
                    WindowEndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BudgetUses", x => x.Key);
                }
            );

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table
                        .Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FriendlyName = table.Column<string>(type: "TEXT", nullable: true),
                    Xml = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "DevelopmentInboxMessages",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    IdempotencyKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    Payload = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    KeptUntil = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DevelopmentInboxMessages", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Failures",
                columns: table => new
                {
                    Key = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 200,
                        nullable: false
                    ),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    BlockedUntil = table.Column<long>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Failures", x => x.Key);
                }
            );

            migrationBuilder.CreateTable(
                name: "Leases",
                columns: table => new
                {
                    Name = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    Owner = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Leases", x => x.Name);
                }
            );

            migrationBuilder.CreateTable(
                name: "OneTimeCodes",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Owner = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 32,
                        nullable: false
                    ),
                    Binding = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    ConsumedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    VoidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OneTimeCodes", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "OutboxMessages",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    IdempotencyKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    Payload = table.Column<byte[]>(type: "BLOB", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    DeliveredAt = table.Column<long>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutboxMessages", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "PersonKeys",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    KeyId = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 16,
                        nullable: false
                    ),
                    WrappedKey = table.Column<byte[]>(
                        type: "BLOB",
                        maxLength: 128,
                        nullable: false
                    ),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonKeys", x => x.PersonId);
                }
            );

            migrationBuilder.CreateTable(
                name: "RootKeyCheckValues",
                columns: table => new
                {
                    KeyId = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 16,
                        nullable: false
                    ),
                    Value = table.Column<byte[]>(type: "BLOB", maxLength: 128, nullable: false),
                    LookUp = table.Column<bool>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RootKeyCheckValues", x => x.KeyId);
                }
            );

            migrationBuilder.CreateTable(
                name: "ActivatedPhones",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Fingerprint = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    Number = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ReceivesTexts = table.Column<bool>(type: "INTEGER", nullable: false),
                    ActivatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActivatedPhones", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ActivatedPhones_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "EmailAddresses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Fingerprint = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    Address = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EmailAddresses", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EmailAddresses_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "VerifiedIdentities",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Person = table.Column<byte[]>(type: "BLOB", nullable: false),
                    TaxpayerNumber = table.Column<byte[]>(type: "BLOB", nullable: false),
                    TaxpayerNumberFingerprint = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VerifiedIdentities", x => x.AccountId);
                    table.ForeignKey(
                        name: "FK_VerifiedIdentities_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_NormalizedUserName",
                table: "Accounts",
                column: "NormalizedUserName",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_ActivatedPhones_AccountId",
                table: "ActivatedPhones",
                column: "AccountId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_ActivatedPhones_Fingerprint",
                table: "ActivatedPhones",
                column: "Fingerprint",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_At",
                table: "AuditEvents",
                column: "At"
            );

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_Subject_At",
                table: "AuditEvents",
                columns: new[] { "Subject", "At" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_BudgetUses_WindowEndsAt",
                table: "BudgetUses",
                column: "WindowEndsAt"
            );

            migrationBuilder.CreateIndex(
                name: "IX_DevelopmentInboxMessages_IdempotencyKey",
                table: "DevelopmentInboxMessages",
                column: "IdempotencyKey",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_DevelopmentInboxMessages_KeptUntil",
                table: "DevelopmentInboxMessages",
                column: "KeptUntil"
            );

            migrationBuilder.CreateIndex(
                name: "IX_EmailAddresses_AccountId",
                table: "EmailAddresses",
                column: "AccountId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_EmailAddresses_Fingerprint",
                table: "EmailAddresses",
                column: "Fingerprint",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_Failures_LastAt",
                table: "Failures",
                column: "LastAt"
            );

            migrationBuilder.CreateIndex(
                name: "IX_OneTimeCodes_ExpiresAt",
                table: "OneTimeCodes",
                column: "ExpiresAt"
            );

            migrationBuilder.CreateIndex(
                name: "IX_OneTimeCodes_Owner_Kind_Binding",
                table: "OneTimeCodes",
                columns: new[] { "Owner", "Kind", "Binding" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessages_NextAttemptAt",
                table: "OutboxMessages",
                column: "NextAttemptAt"
            );

            migrationBuilder.CreateIndex(
                name: "IX_VerifiedIdentities_TaxpayerNumberFingerprint",
                table: "VerifiedIdentities",
                column: "TaxpayerNumberFingerprint",
                unique: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "ActivatedPhones");

            migrationBuilder.DropTable(name: "AuditEvents");

            migrationBuilder.DropTable(name: "BudgetUses");

            migrationBuilder.DropTable(name: "DataProtectionKeys");

            migrationBuilder.DropTable(name: "DevelopmentInboxMessages");

            migrationBuilder.DropTable(name: "EmailAddresses");

            migrationBuilder.DropTable(name: "Failures");

            migrationBuilder.DropTable(name: "Leases");

            migrationBuilder.DropTable(name: "OneTimeCodes");

            migrationBuilder.DropTable(name: "OutboxMessages");

            migrationBuilder.DropTable(name: "PersonKeys");

            migrationBuilder.DropTable(name: "RootKeyCheckValues");

            migrationBuilder.DropTable(name: "VerifiedIdentities");

            migrationBuilder.DropTable(name: "Accounts");
        }
    }
}
