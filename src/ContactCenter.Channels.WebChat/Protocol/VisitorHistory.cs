namespace ContactCenter.Channels.WebChat;

/// <summary>What was said before, as frames.</summary>
internal static class VisitorHistory
{
    private const int MaxPart = 40_000;

    /// <summary>A frame has its bound, so a long history goes in parts; the last one may be empty.</summary>
    public static List<List<ServerFrame>> Parts(IReadOnlyList<SessionMessage> said)
    {
        List<List<ServerFrame>> parts = [[]];
        var size = 0;
        foreach (var message in said.Select(Show))
        {
            var length = FrameWriter.SizeOf(message);
            if (size + length > MaxPart && parts[^1].Count > 0)
            {
                parts.Add([]);
                size = 0;
            }

            parts[^1].Add(message);
            size += length;
        }

        return parts;
    }

    private static ServerFrame Show(SessionMessage m) => new("msg")
    {
        Id = m.IsFromCustomer ? m.Id[(m.Id.IndexOf('/', StringComparison.Ordinal) + 1)..] : m.Id,
        Mine = m.IsFromCustomer,
        Author = m.Author,
        Text = m.Text,
        At = m.At.ToUnixTimeMilliseconds(),
        Choices = m.Choices.Count == 0 ? null : [.. m.Choices.Select(static c => c.Label)],
        Files = m.Media.Count == 0 ? null : [.. m.Media.Select(static f => new ShownFile(f.FileName, f.ContentType, f.SizeBytes, f.Url?.AbsoluteUri))],
    };
}
