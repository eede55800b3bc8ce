using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContactCenter.Channels.WebChat;

/// <summary>Frames as they go over the wire.</summary>
internal static class FrameWriter
{
    /// <summary>No page ever stands around a frame, and escaping what is not Latin would make a long message larger than a frame may be.</summary>
    private static readonly WebChatJson Json = new(new JsonSerializerOptions(WebChatJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(ServerFrame frame) => JsonSerializer.Serialize(frame, Json.ServerFrame);

    /// <summary>How many bytes it takes.</summary>
    public static int SizeOf(ServerFrame frame) => JsonSerializer.SerializeToUtf8Bytes(frame, Json.ServerFrame).Length;
}
