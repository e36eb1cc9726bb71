using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace SecureAccess.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table
                        .Column<int>(type: "integer", nullable: false)
                        .Annotation(
                            "Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityByDefaultColumn
                        ),
                    FriendlyName = table.Column<string>(type: "text", nullable: true),
                    Xml = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Leases",
                columns: table => new
                {
                    Name = table.Column<string>(
                        type: "character varying(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    Owner = table.Column<string>(
                        type: "character varying(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Leases", x => x.Name);
                }
            );

            migrationBuilder.CreateTable(
                name: "PersonKeys",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    KeyId = table.Column<string>(
                        type: "character varying(16)",
                        unicode: false,
                        maxLength: 16,
                        nullable: false
                    ),
                    WrappedKey = table.Column<byte[]>(
                        type: "bytea",
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
                        type: "character varying(16)",
                        unicode: false,
                        maxLength: 16,
                        nullable: false
                    ),
                    Value = table.Column<byte[]>(type: "bytea", maxLength: 128, nullable: false),
                    LookUp = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RootKeyCheckValues", x => x.KeyId);
                }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "DataProtectionKeys");

            migrationBuilder.DropTable(name: "Leases");

            migrationBuilder.DropTable(name: "PersonKeys");

            migrationBuilder.DropTable(name: "RootKeyCheckValues");
        }
    }
}
