using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace ContactCenter.Tools.Flow.LanguageServer;

/// <summary>
/// Reads messages, answers requests in their order, and tells the server when it has nothing left to do. Reading goes on while a request is worked on, so
/// one that waits can be cancelled.
/// </summary>
internal sealed class RpcLoop(Frames frames, ScriptServer server)
{
    private readonly Channel<JsonObject> _open = Channel.CreateBounded<JsonObject>(256); // a client that sends faster waits
    private readonly ConcurrentDictionary<string, bool> _cancelled = new(StringComparer.Ordinal);

    /// <returns>0 when the client said it ends, and then ended it.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var reading = ReadAllAsync(cancellationToken);
        while (!server.HasExited && await _open.Reader.WaitToReadAsync(cancellationToken))
        {
            while (!server.HasExited && _open.Reader.TryRead(out var message))
            {
                await HandleAsync(message, cancellationToken);
            }

            foreach (var notice in server.Publish())
            {
                await SendAsync(notice, cancellationToken);
            }
        }

        if (!server.HasExited)
        {
            await reading;
        }

        return server.IsShutDown ? Shared.Right : Shared.Wrong;
    }

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    if (await frames.ReadAsync(cancellationToken) is not { } bytes)
                    {
                        return;
                    }

                    await TakeAsync(bytes, cancellationToken);
                }
                catch (FrameException refused)
                {
                    await SendAsync(Fault(null, refused.CanGoOn ? RpcException.InvalidRequest : RpcException.ParseError, refused.Message), cancellationToken);
                    if (!refused.CanGoOn)
                    {
                        return;
                    }
                }
            }
        }
        finally
        {
            _open.Writer.Complete();
        }
    }

    private async Task TakeAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { MaxDepth = 64 });
            _ = (node as JsonObject)?.Count; // duplicate names are found when it is first looked at
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            await SendAsync(Fault(null, RpcException.ParseError, "The message is no JSON."), cancellationToken);
            return;
        }

        if (node is not JsonObject message || message["method"] is not JsonValue method || !method.TryGetValue<string>(out var name))
        {
            // An answer to something nobody asked has no method, and is passed over.
            if (node is not JsonObject answer || !(answer.ContainsKey("result") || answer.ContainsKey("error")))
            {
                await SendAsync(Fault((node as JsonObject)?["id"], RpcException.InvalidRequest, "The message is no request: it has no method."), cancellationToken);
            }

            return;
        }

        if (name == "$/cancelRequest")
        {
            if (message["params"]?["id"] is { } id && _cancelled.Count < 1_024)
            {
                _cancelled[id.ToJsonString()] = true;
            }

            return;
        }

        await _open.Writer.WriteAsync(message, cancellationToken);
    }

    private async Task HandleAsync(JsonObject message, CancellationToken cancellationToken)
    {
        var id = message["id"];
        try
        {
            if (id is not null && _cancelled.TryRemove(id.ToJsonString(), out _))
            {
                throw new RpcException(RpcException.Cancelled, "The request was cancelled.");
            }

            var result = server.Handle((string)message["method"]!, message["params"], isRequest: id is not null);
            if (id is not null)
            {
                await SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone(), ["result"] = result }, cancellationToken);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException and not IOException)
        {
            // One request that cannot be answered must not end the session.
            var (code, why) = e switch
            {
                RpcException refused => (refused.Code, refused.Message),
                InvalidOperationException or FormatException or NullReferenceException or KeyNotFoundException => (RpcException.InvalidParams, "The parameters are not those of the method."),
                _ => (RpcException.InternalError, e.Message),
            };
            if (id is not null)
            {
                await SendAsync(Fault(id, code, why), cancellationToken);
            }
        }
    }

    private static JsonObject Fault(JsonNode? id, int code, string message) =>
        new() { ["jsonrpc"] = "2.0", ["id"] = id?.DeepClone(), ["error"] = new JsonObject { ["code"] = code, ["message"] = message } };

    private Task SendAsync(JsonObject message, CancellationToken cancellationToken) => frames.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(message), cancellationToken);
}
