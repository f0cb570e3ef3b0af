using Microsoft.AspNetCore.Http;

namespace Function;

public static class Handler
{
    /// <summary>Answers one call.</summary>
    public static async Task<IResult> Handle(HttpRequest request)
    {
        using var body = new StreamReader(request.Body);
        return Results.Text(Greeting(await body.ReadToEndAsync()));
    }

    public static string Greeting(string body)
    {
        var name = string.IsNullOrWhiteSpace(body) ? "world" : body.Trim();
        return $"Hello, {name}!\n";
    }
}
