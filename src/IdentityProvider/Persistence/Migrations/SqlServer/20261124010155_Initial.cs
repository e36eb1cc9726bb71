using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SecureAccess.Persistence.Migrations.SqlServer
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserName = table.Column<string>(
                        type: "varchar(32)",
                        unicode: false,
                        maxLength: 32,
                        nullable: true
                    ),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    VerifiedAt = table.Column<long>(type: "bigint", nullable: true),
                    DisabledAt = table.Column<long>(type: "bigint", nullable: true),
                    NormalizedUserName = table.Column<string>(
                        type: "varchar(32)",
                        unicode: false,
                        maxLength: 32,
                        nullable: true
                    ),
                    PasswordHash = table.Column<string>(
                        type: "varchar(256)",
                        unicode: false,
                        maxLength: 256,
                        nullable: true
                    ),
                    SecurityStamp = table.Column<string>(
                        type: "varchar(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: true
                    ),
                    ConcurrencyStamp = table.Column<string>(
                        type: "varchar(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: true
                    ),
                },
                constraints: table =>
                {
                    table
                        .PrimaryKey("PK_Accounts", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
                }
            );

            migrationBuilder.CreateTable(
                name: "AuditEvents",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Type = table.Column<string>(
                        type: "varchar(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    Actor = table.Column<string>(
                        type: "nvarchar(128)",
                        maxLength: 128,
                        nullable: false
                    ),
                    Subject = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Details = table.Column<string>(type: "nvarchar(max)", nullable: true),
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
                        type: "varchar(128)",
                        unicode: false,
                        maxLength: 128,
                        nullable: false
                    ),
                    Taken = table.Column<int>(type: "int", nullable: false),
                    WindowEndsAt = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table
                        .PrimaryKey("PK_BudgetUses", x => x.Key)
                        .Annotation("SqlServer:Clustered", false);
                }
            );

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table
                        .Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    FriendlyName = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Xml = table.Column<string>(type: "nvarchar(max)", nullable: true),
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
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    IdempotencyKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Payload = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    SentAt = table.Column<long>(type: "bigint", nullable: false),
                    KeptUntil = table.Column<long>(type: "bigint", nullable: false),
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
                        type: "varchar(200)",
                        unicode: false,
                        maxLength: 200,
                        nullable: false
                    ),
                    Count = table.Column<int>(type: "int", nullable: false),
                    BlockedUntil = table.Column<long>(type: "bigint", nullable: false),
                    LastAt = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table
                        .PrimaryKey("PK_Failures", x => x.Key)
                        .Annotation("SqlServer:Clustered", false);
                }
            );

            migrationBuilder.CreateTable(
                name: "Leases",
                columns: table => new
                {
                    Name = table.Column<string>(
                        type: "varchar(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    Owner = table.Column<string>(
                        type: "varchar(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table
                        .PrimaryKey("PK_Leases", x => x.Name)
                        .Annotation("SqlServer:Clustered", false);
                }
            );

            migrationBuilder.CreateTable(
                name: "OneTimeCodes",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Owner = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(
                        type: "varchar(32)",
                        unicode: false,
                        maxLength: 32,
                        nullable: false
                    ),
                    Binding = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Hash = table.Column<string>(
                        type: "varchar(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    IssuedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    ConsumedAt = table.Column<long>(type: "bigint", nullable: true),
                    VoidedAt = table.Column<long>(type: "bigint", nullable: true),
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
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    IdempotencyKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Payload = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "bigint", nullable: true),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    DeliveredAt = table.Column<long>(type: "bigint", nullable: true),
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
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    KeyId = table.Column<string>(
                        type: "varchar(16)",
                        unicode: false,
                        maxLength: 16,
                        nullable: false
                    ),
                    WrappedKey = table.Column<byte[]>(
                        type: "varbinary(128)",
                        maxLength: 128,
                        nullable: false
                    ),
                },
                constraints: table =>
                {
                    table
                        .PrimaryKey("PK_PersonKeys", x => x.PersonId)
                        .Annotation("SqlServer:Clustered", false);
                }
            );

            migrationBuilder.CreateTable(
                name: "RootKeyCheckValues",
                columns: table => new
                {
                    KeyId = table.Column<string>(
                        type: "varchar(16)",
                        unicode: false,
                        maxLength: 16,
                        nullable: false
                    ),
                    Value = table.Column<byte[]>(
                        type: "varbinary(128)",
                        maxLength: 128,
                        nullable: false
                    ),
                    LookUp = table.Column<bool>(type: "bit", nullable: false),
                },
                constraints: table =>
                {
                    table
                        .PrimaryKey("PK_RootKeyCheckValues", x => x.KeyId)
                        .Annotation("SqlServer:Clustered", false);
                }
            );

            migrationBuilder.CreateTable(
                name: "ActivatedPhones",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Fingerprint = table.Column<string>(
                        type: "varchar(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    Number = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    ReceivesTexts = table.Column<bool>(type: "bit", nullable: false),
                    ActivatedAt = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table
                        .PrimaryKey("PK_ActivatedPhones", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Fingerprint = table.Column<string>(
                        type: "varchar(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    Address = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table
                        .PrimaryKey("PK_EmailAddresses", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
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
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Person = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    TaxpayerNumber = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    TaxpayerNumberFingerprint = table.Column<string>(
                        type: "varchar(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                },
                constraints: table =>
                {
                    table
                        .PrimaryKey("PK_VerifiedIdentities", x => x.AccountId)
                        .Annotation("SqlServer:Clustered", false);
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
                unique: true,
                filter: "[NormalizedUserName] IS NOT NULL"
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
