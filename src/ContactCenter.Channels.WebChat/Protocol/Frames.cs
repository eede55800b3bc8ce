using System.Text.Json.Serialization;

namespace ContactCenter.Channels.WebChat;

/// <summary>What the widget says. Which members count depends on <see cref="T"/>; see <c>docs/channels/webchat.md</c>.</summary>
internal sealed record ClientFrame
{
    /// <summary>The longest frame that is read, in UTF-16 units.</summary>
    public const int MaxLength = 24_000;

    /// <summary>What it is: <c>hello</c>, <c>form</c>, <c>say</c>, <c>typing</c>, <c>seen</c>, <c>file</c>, <c>piece</c> or <c>end</c>.</summary>
    public string T { get; init; } = "";

    public string? Token { get; init; }

    public string? Identity { get; init; }

    public string? Id { get; init; }

    public string? Text { get; init; }

    /// <summary>The message whose button was pressed.</summary>
    public string? Re { get; init; }

    public bool On { get; init; }

    public bool Read { get; init; }

    public bool Consent { get; init; }

    public Dictionary<string, string>? Fields { get; init; }

    /// <summary>How large a file is, in bytes.</summary>
    public long Size { get; init; }

    /// <summary>A piece of a file, in Base64 on the wire.</summary>
    public byte[]? Data { get; init; }

    /// <summary>The files that go along with a message.</summary>
    public IReadOnlyList<NamedFile>? Files { get; init; }
}

/// <summary>A file that was sent before, and its name.</summary>
internal sealed record NamedFile
{
    /// <summary>What the center said it stored it as.</summary>
    public string? Id { get; init; }

    public string? Name { get; init; }
}

/// <summary>What the widget hears.</summary>
internal sealed record ServerFrame(string T)
{
    public string? Token { get; init; }

    public string? Id { get; init; }

    public string? Code { get; init; }

    public string? Text { get; init; }

    public string? Author { get; init; }

    public bool? Mine { get; init; }

    public bool? On { get; init; }

    /// <summary>Whether the questions have to be answered first.</summary>
    public bool? Ask { get; init; }

    public long? At { get; init; }

    /// <summary>Seconds to wait before trying again.</summary>
    public int? After { get; init; }

    public string? Phase { get; init; }

    public int? Position { get; init; }

    public int? Wait { get; init; }

    /// <summary>Whether the center is closed at this hour.</summary>
    public bool? Closed { get; init; }

    /// <summary>Whether the conversation is over, as the visitor wished.</summary>
    public bool? Over { get; init; }

    /// <summary>What a file is named by in a message.</summary>
    public string? File { get; init; }

    public string? Type { get; init; }

    public long? Size { get; init; }

    public IReadOnlyList<ShownFile>? Files { get; init; }

    /// <summary>What can be chosen, as buttons.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    public IReadOnlyList<ServerFrame>? Messages { get; init; }
}

/// <summary>A file of a message.</summary>
internal sealed record ShownFile(string? Name, string Type, long? Size, string? Url);

/// <summary>What the widget is told when its script is loaded.</summary>
internal sealed record WidgetSettings(
    string Url,
    string Title,
    string Color,
    int MaxText,
    int MaxFiles,
    long MaxFileSize,
    string FileTypes,
    IReadOnlyDictionary<string, string> Consent,
    IReadOnlyList<WidgetField> Fields);

/// <summary>A question of the widget.</summary>
internal sealed record WidgetField(string Key, IReadOnlyDictionary<string, string> Labels, bool Required);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClientFrame))]
[JsonSerializable(typeof(ServerFrame))]
[JsonSerializable(typeof(WidgetSettings))]
internal sealed partial class WebChatJson : JsonSerializerContext;
