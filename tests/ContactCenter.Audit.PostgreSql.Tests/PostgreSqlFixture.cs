using ContactCenter.Tests.PostgreSql;

namespace ContactCenter.Audit.PostgreSql.Tests;

/// <summary>A server for the tests of a class or of <see cref="Shared"/>.</summary>
public sealed class PostgreSqlFixture : PostgreSqlCluster, IAsyncLifetime;

/// <summary>Tests that share one server, and leave it as it is.</summary>
[CollectionDefinition(Name)]
public sealed class Shared : ICollectionFixture<PostgreSqlFixture>
{
    public const string Name = "one server";
}
