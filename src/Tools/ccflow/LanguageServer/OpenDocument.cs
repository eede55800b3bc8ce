using System.Text.Json.Nodes;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow.LanguageServer;

/// <summary>A text as the client has it. Places are lines and UTF-16 characters from 0.</summary>
internal sealed class OpenDocument(string uri, string text)
{
    public string Uri { get; } = uri;

    public SourceText Source { get; private set; } = new(uri, text);

    public int? Version { get; set; }

    /// <summary>Makes a change as the protocol has it: the text of a range, or all of it.</summary>
    public void Change(JsonNode change)
    {
        var written = (string)change["text"]!;
        if (change["range"] is { } range)
        {
            var (from, to) = (PlaceOf(range["start"]!), PlaceOf(range["end"]!));
            if (to < from)
            {
                throw new RpcException(RpcException.InvalidParams, "A change ends before it begins.");
            }

            written = string.Concat(Source.Text.AsSpan(0, from), written, Source.Text.AsSpan(to));
        }

        Source = new SourceText(Uri, written);
    }

    /// <summary>The character of a position; behind the end of a line it is the line's end.</summary>
    public int PlaceOf(JsonNode position)
    {
        var (line, column) = ((int)position["line"]!, (int)position["character"]!);
        if (line < 0 || column < 0)
        {
            throw new RpcException(RpcException.InvalidParams, "A position has numbers below 0.");
        }

        if (line >= Source.LineCount)
        {
            return Source.Text.Length;
        }

        var range = Source.LineAt(line + 1);
        return range.Start + Math.Min(column, range.Length);
    }

    public static JsonObject Position(SourceText source, int at)
    {
        var (line, column) = source.PositionOf(at);
        return new JsonObject { ["line"] = line - 1, ["character"] = column - 1 };
    }

    public static JsonObject Range(SourceText source, TextRange range) => new() { ["start"] = Position(source, range.Start), ["end"] = Position(source, range.End) };
}
