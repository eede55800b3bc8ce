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

    [LoggerMessage(5003, LogLevel.Warning, "{Remote} reads too slowly: more than {Bytes} bytes wait for it; its connection is closed")]
    public static partial void TooSlow(ILogger logger, IPEndPoint remote, int bytes);

    [LoggerMessage(5004, LogLevel.Debug, "The {Kind} connection with {Remote} ended with an error")]
    public static partial void ConnectionFailed(ILogger logger, Exception exception, string kind, IPEndPoint remote);

    [LoggerMessage(5005, LogLevel.Warning, "A connection from {Remote} was refused: {Reason}")]
    public static partial void ConnectionRefused(ILogger logger, IPEndPoint remote, string reason);

    [LoggerMessage(5006, LogLevel.Error, "Accepting connections on {Local} failed; trying again in a second")]
    public static partial void AcceptFailed(ILogger logger, Exception exception, IPEndPoint local);

    [LoggerMessage(5007, LogLevel.Information, "{Remote} does not answer a ping within 10 s; its connection is closed")]
    public static partial void NoPong(ILogger logger, IPEndPoint remote);

}
