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
