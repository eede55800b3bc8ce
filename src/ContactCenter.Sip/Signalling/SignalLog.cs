using Microsoft.Extensions.Logging;

namespace ContactCenter.Sip.Signalling;

internal static partial class SignalLog
{
    [LoggerMessage(5020, LogLevel.Error, "Something in the signalling ended with an error; the rest goes on")]
    public static partial void WorkFailed(ILogger logger, Exception exception);
}
