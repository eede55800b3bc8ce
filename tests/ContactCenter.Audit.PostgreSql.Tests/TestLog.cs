using ContactCenter.Tests.PostgreSql;
using Npgsql;

namespace ContactCenter.Audit.PostgreSql.Tests;

/// <summary>One log on a server.</summary>
public sealed class TestLog(PostgreSqlCluster cluster, LogId id)
{
    public LogId Id { get; } = id;

    public PostgreSqlLogSchema Schema { get; } = new(id, "cc_writer") { PartitionEntries = 1_000 };

    public PostgreSqlCluster Cluster { get; } = cluster;

    /// <summary>A new log, with small partitions.</summary>
    public static async Task<TestLog> MakeAsync(PostgreSqlFixture cluster)
    {
        var log = new TestLog(cluster, new LogId($"t{Guid.NewGuid():N}"));
        await log.Schema.CreateAsync(cluster.Owner);
        return log;
    }

    public Task<AuditLog> OpenAsync(PostgreSqlLogOptions? options = null, NpgsqlDataSource? source = null) =>
        PostgreSqlLog.OpenAsync(source ?? Cluster.Writer, Id, options ?? new PostgreSqlLogOptions(), TimeProvider.System).AsTask();

    public PostgreSqlLogReader OpenReader() => PostgreSqlLog.OpenReader(Cluster.Writer, Id);

    public async Task<LogVerification> VerifyAsync() => await LogVerifier.VerifyAsync(OpenReader());

    /// <summary>Runs SQL as the tables' owner; {schema} stands for the schema.</summary>
    public Task AsOwnerAsync(string sql) => PostgreSqlCluster.ExecuteAsync(Cluster.Owner, Resolve(sql));

    /// <summary>Runs SQL as the role that writes.</summary>
    public Task AsWriterAsync(string sql) => PostgreSqlCluster.ExecuteAsync(Cluster.Writer, Resolve(sql));

    public Task<T> AskAsync<T>(string sql) => PostgreSqlCluster.AskAsync<T>(Cluster.Owner, Resolve(sql));

    private string Resolve(string sql) => sql.Replace("{schema}", PostgreSqlLogSchema.Identifier(Schema.Name), StringComparison.Ordinal);
}
