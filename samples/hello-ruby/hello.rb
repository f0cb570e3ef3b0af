# Greets whoever is named in the body.
who = $stdin.gets.to_s.chomp
puts "Hello, #{who.empty? ? 'world' : who}, from Ruby!"
