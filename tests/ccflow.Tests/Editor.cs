using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ContactCenter.Tools.Flow.Tests;

/// <summary>A small editor: the other side of <c>ccflow lsp</c>, a process.</summary>
internal sealed class Editor : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Stream _output;
    private int _id;

    public Editor(params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ccflow.dll"), "lsp", .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        _output = _process.StandardOutput.BaseStream;
    }

    /// <summary>Notices that came while an answer was awaited.</summary>
    public Queue<JsonNode> Notices { get; } = [];

    public async Task<JsonNode?> AskAsync(string method, JsonNode? parameters = null)
    {
        var answer = await AnswerAsync(method, parameters);
        (answer["error"]?.ToJsonString()).ShouldBeNull();
        return answer["result"];
    }

    /// <summary>The whole answer, which may be an error.</summary>
    public async Task<JsonNode> AnswerAsync(string method, JsonNode? parameters = null)
    {
        var id = Send(method, parameters);
        while (true)
        {
            var message = (await ReadAsync())!;
            if (message["id"] is { } answered && (int)answered == id)
            {
                return message;
            }

            Notices.Enqueue(message);
        }
    }

    public int Send(string method, JsonNode? parameters)
    {
        Raw(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = ++_id, ["method"] = method, ["params"] = parameters }.ToJsonString());
        return _id;
    }

    public void Tell(string method, JsonNode? parameters = null) => Raw(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters }.ToJsonString());

    public void Raw(string message) => Bytes($"Content-Length: {Encoding.UTF8.GetByteCount(message).ToString(CultureInfo.InvariantCulture)}\r\n\r\n{message}");

    public void Bytes(string bytes)
    {
        _process.StandardInput.BaseStream.Write(Encoding.UTF8.GetBytes(bytes));
        _process.StandardInput.BaseStream.Flush();
    }

    /// <summary>What is wrong with a text, as soon as it is told.</summary>
    public async Task<JsonArray> DiagnosticsAsync(string uri, int version)
    {
        while (true)
        {
            var message = Notices.TryDequeue(out var earlier) ? earlier : (await ReadAsync())!;
            if ((string?)message["method"] == "textDocument/publishDiagnostics" && (string?)message["params"]!["uri"] == uri && (int?)message["params"]!["version"] == version)
            {
                return message["params"]!["diagnostics"]!.AsArray();
            }
        }
    }

    /// <summary>The next message; null at the end.</summary>
    public async Task<JsonNode?> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var header = new StringBuilder();
        var one = new byte[1];
        while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await _output.ReadAsync(one, patience.Token) == 0)
            {
                return null;
            }

            header.Append((char)one[0]);
        }

        var message = new byte[int.Parse(header.ToString().Trim()["Content-Length: ".Length..], CultureInfo.InvariantCulture)];
        await _output.ReadExactlyAsync(message, patience.Token);
        return JsonNode.Parse(message);
    }

    public async Task<int> EndAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
