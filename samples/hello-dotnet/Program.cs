// Greets whoever is named in the body.
var who = Console.In.ReadLine();
Console.WriteLine($"Hello, {(string.IsNullOrEmpty(who) ? "world" : who)}, from .NET!");
