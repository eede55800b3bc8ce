namespace ContactCenter.Desk;

/// <summary>A picture or document of a message. It is opened by the message's position and its own index (<see cref="IDesk.OpenMediaAsync"/>).</summary>
/// <param name="Index">Its place among the message's attachments, from 0.</param>
/// <param name="ContentType">What it is: found out from its content once it is <see cref="AttachmentState.Stored"/>; before, what the provider says, which is hostile text.</param>
/// <param name="State">Whether it can be opened.</param>
public sealed record Attachment(int Index, string ContentType, AttachmentState State)
{
    /// <summary>How large it is, once that is known.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>The name its sender gave it, if any: hostile text.</summary>
    public string? Name { get; init; }

    /// <summary>Why it cannot be had, as a stable code.</summary>
    public string? Code { get; init; }

    /// <summary>Whether a browser may show it as a picture: it is one by its content, of a format that holds no script.</summary>
    public bool IsPicture { get; init; }
}

/// <summary>How far an attachment is.</summary>
public enum AttachmentState
{
    /// <summary>Being fetched.</summary>
    Fetching,

    /// <summary>It can be opened.</summary>
    Stored,

    /// <summary>It cannot be had.</summary>
    Failed,

    /// <summary>It has been erased with its customer's key.</summary>
    Erased,
}

/// <summary>An attachment that was opened. Dispose it.</summary>
/// <param name="content">The content.</param>
/// <param name="contentType">What it is, by its content.</param>
/// <param name="sizeBytes">How large it is.</param>
public sealed class DeskMedia(Stream content, string contentType, long sizeBytes) : IAsyncDisposable
{
    /// <summary>The content; read it once. A read throws <see cref="InvalidDataException"/> when its file has been altered.</summary>
    public Stream Content => content;

    /// <summary>What it is, by its content: never markup.</summary>
    public string ContentType => contentType;

    /// <summary>How large it is.</summary>
    public long SizeBytes => sizeBytes;

    /// <summary>The name its sender gave it, if any: hostile text.</summary>
    public string? Name { get; init; }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => content.DisposeAsync();
}

/// <summary>What became of handing in a medium to send.</summary>
/// <param name="Result">Whether it was taken.</param>
/// <param name="Medium">The medium, when it was.</param>
public sealed record MediaUpload(DeskResult Result, UploadedMedium? Medium);

/// <summary>A medium that can be sent with <see cref="DeskCommand.SendMessage"/>, to this customer, within a day.</summary>
/// <param name="Blob">What to name in the command.</param>
/// <param name="ContentType">What it is, by its content.</param>
/// <param name="SizeBytes">How large it is.</param>
public sealed record UploadedMedium(BlobId Blob, string ContentType, long SizeBytes);
