using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Sqlite;

internal static class TestContext
{
    public static StorageContext With(Action<string>? faultPoint = null, TimeProvider? time = null, ILogger? logger = null) => new(
        time ?? TimeProvider.System,
        logger ?? NullLogger.Instance,
        new StorageMetrics(factory: null, time ?? TimeProvider.System),
        faultPoint);
}
