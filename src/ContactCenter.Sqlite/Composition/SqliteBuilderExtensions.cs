using ContactCenter;
using ContactCenter.Readiness;
using ContactCenter.Sqlite;
using ContactCenter.Sqlite.Composition;
using ContactCenter.Sqlite.Files;
using ContactCenter.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers storage on SQLite.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>
    /// Keeps every tenant's data below <paramref name="root"/>, one folder each. The configuration section
    /// <see cref="SqliteOptions.Section"/> overrides it. May be called again; the last call counts.
    /// </summary>
    /// <param name="builder">The contact center.</param>
    /// <param name="root">The folder, made at the first start; where the configuration names none.</param>
    /// <param name="configure">Settings that override the configuration.</param>
    public static IContactCenterBuilder UseSqlite(this IContactCenterBuilder builder, string root, Action<SqliteOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(root);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<ITenantStorageProvider, SqliteTenantStorageProvider>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IReadinessCheck, DiskCheck>());

        // By hand: the binding generator reads no Secret, whose text becomes an object by a type converter.
        builder.Services.AddOptionsWithValidateOnStart<SqliteOptions, SqliteOptionsValidator>()
            .Configure<IConfiguration>((options, configuration) =>
            {
                var section = configuration.GetSection(SqliteOptions.Section);
                options.Root = section[nameof(SqliteOptions.Root)] ?? root;
                options.MasterKey = section[nameof(SqliteOptions.MasterKey)] is { } key ? new Secret(key) : options.MasterKey;
                options.FreeSpaceWarningBytes = section.GetValue(nameof(SqliteOptions.FreeSpaceWarningBytes), options.FreeSpaceWarningBytes);
            })
            .PostConfigure(configure ?? (static _ => { }));
        return builder;
    }
}
