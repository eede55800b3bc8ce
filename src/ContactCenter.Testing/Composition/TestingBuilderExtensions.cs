using ContactCenter;
using ContactCenter.Storage;
using ContactCenter.Testing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what tests use in place of the real thing.</summary>
public static class TestingBuilderExtensions
{
    /// <summary>Keeps every tenant's data in memory. Another storage registered before is replaced.</summary>
    /// <param name="builder">The contact center.</param>
    /// <param name="storage">The storage, to be kept over restarts; a new one where it is null.</param>
    public static IContactCenterBuilder UseMemory(this IContactCenterBuilder builder, MemoryStorage? storage = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<ITenantStorageProvider>(storage ?? new MemoryStorage());
        return builder;
    }

    /// <summary>Lets the whole center live in the test's time. Another <see cref="TimeProvider"/> registered before is replaced.</summary>
    /// <param name="builder">The contact center.</param>
    /// <param name="time">The test's time.</param>
    public static IContactCenterBuilder UseVirtualTime(this IContactCenterBuilder builder, VirtualTime time)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(time);
        builder.Services.AddSingleton<TimeProvider>(time);
        return builder;
    }
}
