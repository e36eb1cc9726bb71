using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SecureAccess.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Registering : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ClaimedPhones",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    MayBeTexted = table.Column<bool>(type: "bit", nullable: false),
                    Source = table.Column<string>(
                        type: "nvarchar(64)",
                        maxLength: 64,
                        nullable: false
                    ),
                    Reference = table.Column<string>(
                        type: "nvarchar(128)",
                        maxLength: 128,
                        nullable: false
                    ),
                    Sends = table.Column<int>(type: "int", nullable: false),
                    LastSentAt = table.Column<long>(type: "bigint", nullable: false),
                    SentFor = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ProvenAt = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table
                        .PrimaryKey("PK_ClaimedPhones", x => x.AccountId)
                        .Annotation("SqlServer:Clustered", false);
                    table.ForeignKey(
                        name: "FK_ClaimedPhones_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Evidence",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(
                        type: "varchar(32)",
                        unicode: false,
                        maxLength: 32,
                        nullable: false
                    ),
                    Source = table.Column<string>(
                        type: "varchar(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    Reference = table.Column<string>(
                        type: "varchar(100)",
                        unicode: false,
                        maxLength: 100,
                        nullable: false
                    ),
                    MatchedAt = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table
                        .PrimaryKey("PK_Evidence", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
                }
            );

            migrationBuilder.CreateTable(
                name: "PendingApps",
                columns: table => new
                {
                    SessionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Secret = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table
                        .PrimaryKey("PK_PendingApps", x => x.SessionId)
                        .Annotation("SqlServer:Clustered", false);
                    table.ForeignKey(
                        name: "FK_PendingApps_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "ProofingDrafts",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Identity = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    AccountKind = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    AccountNumber = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    AccountNumberEnteredAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    CheckId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    CheckingSince = table.Column<long>(type: "bigint", nullable: true),
                    CheckedVersion = table.Column<long>(type: "bigint", nullable: true),
                    CheckSource = table.Column<string>(
                        type: "varchar(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: true
                    ),
                    LastCheck = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    ProofedAt = table.Column<long>(type: "bigint", nullable: true),
                    UpdatedAt = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table
                        .PrimaryKey("PK_ProofingDrafts", x => x.AccountId)
                        .Annotation("SqlServer:Clustered", false);
                    table.ForeignKey(
                        name: "FK_ProofingDrafts_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Registrations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BrowserHash = table.Column<byte[]>(
                        type: "varbinary(32)",
                        maxLength: 32,
                        nullable: false
                    ),
                    Email = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    EmailFingerprint = table.Column<string>(
                        type: "varchar(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    Sends = table.Column<int>(type: "int", nullable: false),
                    LastSentAt = table.Column<long>(type: "bigint", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "bigint", nullable: true),
                    AccountAt = table.Column<long>(type: "bigint", nullable: true),
                    KeepsUsername = table.Column<bool>(type: "bit", nullable: false),
                    LastStepAt = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table
                        .PrimaryKey("PK_Registrations", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Evidence_AccountId",
                table: "Evidence",
                column: "AccountId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_PendingApps_AccountId",
                table: "PendingApps",
                column: "AccountId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_PendingApps_StartedAt",
                table: "PendingApps",
                column: "StartedAt"
            );

            migrationBuilder.CreateIndex(
                name: "IX_ProofingDrafts_AccountNumberEnteredAt",
                table: "ProofingDrafts",
                column: "AccountNumberEnteredAt"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_BrowserHash",
                table: "Registrations",
                column: "BrowserHash",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_LastStepAt",
                table: "Registrations",
                column: "LastStepAt"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "ClaimedPhones");

            migrationBuilder.DropTable(name: "Evidence");

            migrationBuilder.DropTable(name: "PendingApps");

            migrationBuilder.DropTable(name: "ProofingDrafts");

            migrationBuilder.DropTable(name: "Registrations");
        }
    }
}
