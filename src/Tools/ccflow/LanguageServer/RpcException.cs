namespace ContactCenter.Tools.Flow.LanguageServer;

/// <summary>A request cannot be answered; the code is one of JSON-RPC 2.0 or of the Language Server Protocol.</summary>
internal sealed class RpcException(int code, string message) : Exception(message)
{
    public const int ParseError = -32700;
    public const int InvalidRequest = -32600;
    public const int MethodNotFound = -32601;
    public const int InvalidParams = -32602;
    public const int InternalError = -32603;
    public const int NotInitialized = -32002;
    public const int Cancelled = -32800;
    public const int Failed = -32803;

    public int Code { get; } = code;
}
