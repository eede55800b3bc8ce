using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ContactCenter.Audit.PostgreSql;

/// <summary>
/// The schema of one log: its tables, which a role of its own owns, and the rights of the role that writes. The owner makes it, once, and again
/// after an update of this package; the center's own role cannot. Immutable.
/// </summary>
/// <param name="Log">Which log.</param>
/// <param name="Role">The role the center works under; it must exist. It gets INSERT and SELECT on the log's tables and nothing else.</param>
public sealed record PostgreSqlLogSchema(LogId Log, string Role)
{
    private const int LongestName = 63;

    /// <summary>The schema's name; <see cref="NameOf"/> by default. At most 63 of <c>a-z 0-9 . _ + -</c>, beginning with a letter or <c>_</c>.</summary>
    public string Name { get; init; } = NameOf(Log);

    /// <summary>Positions one partition of the entries holds. 1,000 to 1,000,000,000; 10,000,000 by default, some 8 GB with their indexes. Cannot be changed later.</summary>
    public long PartitionEntries { get; init; } = 10_000_000;

    /// <summary>The SQL that makes the schema, or brings it up to date, for whoever administers the database: run it as the role that is to own the tables. Changes nothing the second time.</summary>
    /// <exception cref="ArgumentException">A name or the size of a partition is out of its range.</exception>
    public string Script
    {
        get
        {
            var schema = Identifier(CheckedName(Name));
            return Template()
                .Replace("{schema}", schema, StringComparison.Ordinal)
                .Replace("{quoted_schema}", Literal(schema), StringComparison.Ordinal)
                .Replace("{regclass_entry}", Literal($"{schema}.entry"), StringComparison.Ordinal)
                .Replace("{partition}", Literal(CheckedSize(PartitionEntries)), StringComparison.Ordinal)
                .Replace("{log}", Literal(Log.Value), StringComparison.Ordinal)
                .Replace("{role}", Identifier(CheckedRole(Role)), StringComparison.Ordinal);
        }
    }

    /// <summary>The name a log's schema has when none is given: <c>log_</c> and its id; of an id too long for PostgreSQL its beginning and a hash.</summary>
    public static string NameOf(LogId log)
    {
        var name = $"log_{log.Value}";
        return name.Length <= LongestName
            ? name
            : string.Concat(name.AsSpan(0, LongestName - 17), "_", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(log.Value)).AsSpan(0, 8)));
    }

    /// <summary>Runs <see cref="Script"/> as one transaction.</summary>
    /// <param name="owner">Connects as the role that is to own the tables; it needs CREATE on the database.</param>
    /// <param name="cancellationToken">Cancels; then nothing was made.</param>
    /// <exception cref="ArgumentException">A name or the size of a partition is out of its range.</exception>
    /// <exception cref="NpgsqlException">The server refused, or cannot be reached.</exception>
    public async Task CreateAsync(NpgsqlDataSource owner, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var script = Script;
        var connection = await owner.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var command = new NpgsqlCommand(script, connection, transaction);
                await using (command.ConfigureAwait(false))
                {
                    await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                }

                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A name as SQL writes it.</summary>
    internal static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <exception cref="ArgumentException">It is no name a schema of ours can have.</exception>
    internal static string CheckedName(string name) => name is ['_' or (>= 'a' and <= 'z'), ..] && name.Length <= LongestName && name.All(static c => c is '.' or '_' or '+' or '-' or (>= '0' and <= '9') or (>= 'a' and <= 'z'))
        ? name
        : throw new ArgumentException($"'{name}' cannot be a log's schema; use at most {LongestName} of a-z 0-9 . _ + -, beginning with a letter or _.", nameof(name));

    private static string CheckedRole(string role) => string.IsNullOrEmpty(role) || Encoding.UTF8.GetByteCount(role) > LongestName || role.Contains('\0', StringComparison.Ordinal)
        ? throw new ArgumentException($"'{role}' is no role's name; it has 1 to {LongestName} bytes.", nameof(role))
        : role;

    private static string CheckedSize(long entries) => entries is >= 1_000 and <= 1_000_000_000
        ? entries.ToString(CultureInfo.InvariantCulture)
        : throw new ArgumentOutOfRangeException(nameof(entries), $"{nameof(PartitionEntries)} is {entries}; set it to 1,000 to 1,000,000,000.");

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Template()
    {
        using var reader = new StreamReader(typeof(PostgreSqlLogSchema).Assembly.GetManifestResourceStream("log.sql")!);
        return reader.ReadToEnd();
    }
}
