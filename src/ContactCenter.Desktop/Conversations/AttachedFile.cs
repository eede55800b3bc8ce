using ContactCenter.Desk;

namespace ContactCenter.Desktop.Conversations;

/// <summary>A file that goes with the next message.</summary>
/// <param name="Name">Its name on the person's own machine.</param>
/// <param name="Medium">What the center keeps of it.</param>
public sealed record AttachedFile(string Name, UploadedMedium Medium);
