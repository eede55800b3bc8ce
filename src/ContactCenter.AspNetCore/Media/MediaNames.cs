namespace ContactCenter.AspNetCore;

/// <summary>The name a medium is saved under. It ends as its content is, so that nothing is started that called itself a picture.</summary>
internal static class MediaNames
{
    public static string For(string? name, string contentType)
    {
        string[] endings = contentType switch
        {
            "image/jpeg" => [".jpg", ".jpeg"],
            "image/png" => [".png"],
            "image/gif" => [".gif"],
            "image/webp" => [".webp"],
            "application/pdf" => [".pdf"],
            "video/mp4" => [".mp4", ".m4v"],
            "video/3gpp" => [".3gp"],
            "audio/mp4" => [".m4a"],
            "audio/mpeg" => [".mp3"],
            "audio/ogg" => [".ogg", ".oga", ".opus"],
            "audio/amr" => [".amr"],
            "text/vcard" => [".vcf"],
            "text/plain" => [".txt"],
            _ => [".bin"],
        };
        var stem = string.IsNullOrWhiteSpace(name) ? "attachment" : name;
        return endings.Any(e => stem.EndsWith(e, StringComparison.OrdinalIgnoreCase)) ? stem : stem + endings[0];
    }
}
