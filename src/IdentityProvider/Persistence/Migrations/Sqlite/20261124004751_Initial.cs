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
