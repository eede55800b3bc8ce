using System.Net;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Sip.Transport;

internal static partial class TransportLog
{
    [LoggerMessage(5000, LogLevel.Debug, "Receiving on {Local} failed once")]
    public static partial void ReceiveFailed(ILogger logger, Exception exception, IPEndPoint local);

    [LoggerMessage(5001, LogLevel.Error, "What came in on {Local} could not be handled")]
    public static partial void ReceiverFailed(ILogger logger, Exception exception, IPEndPoint local);

    [LoggerMessage(5002, LogLevel.Warning, "Sending from {Local} failed")]
    public static partial void SendFailed(ILogger logger, Exception exception, IPEndPoint local);
}
