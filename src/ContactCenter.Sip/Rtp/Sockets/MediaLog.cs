using Microsoft.Extensions.Logging;

namespace ContactCenter.Sip.Rtp.Sockets;

internal static partial class MediaLog
{
    [LoggerMessage(EventId = 5101, Level = LogLevel.Error, Message = "Something that media called has failed {Count} times; the media goes on.")]
    public static partial void LaneFailed(ILogger logger, long count, Exception exception);
}
