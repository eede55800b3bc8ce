using ContactCenter;
using ContactCenter.Health;
using ContactCenter.Readiness;
using ContactCenter.Sqlite;
using ContactCenter.Sqlite.Composition;
using ContactCenter.Sqlite.Files;
using ContactCenter.Sqlite.Keys;
using ContactCenter.Sqlite.Signing;
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
        builder.Services.TryAddSingleton<KeyRotations>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthSource, KeyRotations>(static s => s.GetRequiredService<KeyRotations>()));
        builder.Services.TryAddSingleton<ITenantStorageProvider, SqliteTenantStorageProvider>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IReadinessCheck, DiskCheck>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IReadinessCheck, PeriodCheck>());

        // By hand: the binding generator reads no Secret, whose text becomes an object by a type converter.
        builder.Services.AddOptionsWithValidateOnStart<SqliteOptions, SqliteOptionsValidator>()
            .Configure<IConfiguration>((options, configuration) =>
            {
                var section = configuration.GetSection(SqliteOptions.Section);
                options.Root = section[nameof(SqliteOptions.Root)] ?? root;
                options.MasterKey = section[nameof(SqliteOptions.MasterKey)] is { } key ? new Secret(key) : options.MasterKey;
                options.KeyPeriodFolder = section[nameof(SqliteOptions.KeyPeriodFolder)] ?? options.KeyPeriodFolder;
                options.KeyPeriod = section.GetValue(nameof(SqliteOptions.KeyPeriod), options.KeyPeriod);
                options.KeyPeriodOverlap = section.GetValue(nameof(SqliteOptions.KeyPeriodOverlap), options.KeyPeriodOverlap);
                options.FreeSpaceWarningBytes = section.GetValue(nameof(SqliteOptions.FreeSpaceWarningBytes), options.FreeSpaceWarningBytes);
            })
            .PostConfigure(configure ?? (static _ => { }));
        return builder;
    }

    /// <summary>
    /// Has every log signed: with the <c>ILogSigner</c> the host has registered (a key management service, a hardware module), else with a key in a file. The
    /// configuration section <see cref="LogSigningOptions.Section"/> counts before <paramref name="defaults"/>. May be called again; needs <see cref="UseSqlite"/>.
    /// </summary>
    /// <param name="builder">The contact center.</param>
    /// <param name="defaults">Settings for where the configuration has none.</param>
    public static IContactCenterBuilder SignLogs(this IContactCenterBuilder builder, Action<LogSigningOptions>? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<LogSigning>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IReadinessCheck, SigningCheck>());
        builder.Services.AddOptionsWithValidateOnStart<LogSigningOptions, LogSigningOptionsValidator>()
            .Configure(defaults ?? (static _ => { }))
            .BindConfiguration(LogSigningOptions.Section);
        return builder;
    }

    /// <summary>
    /// Has the logs' signed heads published away from them: to a folder, to an address, and to every <c>IHeadPublisher</c> the host has registered. Only so does a cut-off end, a
    /// rewritten history or a stolen key show. Needs <see cref="SignLogs"/>. The configuration section <see cref="LogHeadsOptions.Section"/> counts before <paramref name="defaults"/>.
    /// </summary>
    /// <param name="builder">The contact center.</param>
    /// <param name="defaults">Settings for where the configuration has none.</param>
    public static IContactCenterBuilder PublishHeads(this IContactCenterBuilder builder, Action<LogHeadsOptions>? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<LogHeads>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthSource, LogHeads>(static s => s.GetRequiredService<LogHeads>()));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IReadinessCheck, HeadsCheck>());
        builder.Services.AddOptionsWithValidateOnStart<LogHeadsOptions, LogHeadsOptionsValidator>()
            .Configure(defaults ?? (static _ => { }))
            .BindConfiguration(LogHeadsOptions.Section);
        return builder;
    }
}
