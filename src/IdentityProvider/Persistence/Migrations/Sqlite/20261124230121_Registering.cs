using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SecureAccess.Persistence.Migrations.Sqlite
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
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MayBeTexted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Sends = table.Column<int>(type: "INTEGER", nullable: false),
                    LastSentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SentFor = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProvenAt = table.Column<long>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClaimedPhones", x => x.AccountId);
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 32,
                        nullable: false
                    ),
                    Source = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    Reference = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 100,
                        nullable: false
                    ),
                    MatchedAt = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Evidence", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "PendingApps",
                columns: table => new
                {
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Secret = table.Column<byte[]>(type: "BLOB", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PendingApps", x => x.SessionId);
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
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Identity = table.Column<byte[]>(type: "BLOB", nullable: true),
                    AccountKind = table.Column<byte[]>(type: "BLOB", nullable: true),
                    AccountNumber = table.Column<byte[]>(type: "BLOB", nullable: true),
                    AccountNumberEnteredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    CheckId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CheckingSince = table.Column<long>(type: "INTEGER", nullable: true),
                    CheckedVersion = table.Column<long>(type: "INTEGER", nullable: true),
                    CheckSource = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: true
                    ),
                    LastCheck = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ProofedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProofingDrafts", x => x.AccountId);
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BrowserHash = table.Column<byte[]>(
                        type: "BLOB",
                        maxLength: 32,
                        nullable: false
                    ),
                    Email = table.Column<byte[]>(type: "BLOB", nullable: true),
                    EmailFingerprint = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    Sends = table.Column<int>(type: "INTEGER", nullable: false),
                    LastSentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AccountAt = table.Column<long>(type: "INTEGER", nullable: true),
                    KeepsUsername = table.Column<bool>(type: "INTEGER", nullable: false),
                    LastStepAt = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Registrations", x => x.Id);
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
